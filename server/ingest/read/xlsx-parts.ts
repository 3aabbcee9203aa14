import yauzl from 'yauzl'
import { limits } from '../limits.ts'
import { BadXml } from './xlsx-xml.ts'

/** What may be wrong with a spreadsheet as a whole, in a sentence that says what to do next. */
export class BadSpreadsheet extends Error {
  constructor(
    readonly code: 'spreadsheet' | 'too-large' | 'which-sheet',
    message: string,
  ) {
    super(message)
  }
}

/** The parts of a spreadsheet's package, read as they come and never as a whole. */
export interface Parts {
  has(name: string): boolean
  /** Throws BadSpreadsheet where it unpacks to more than may be. */
  read(name: string): AsyncIterable<Uint8Array>
  close(): void
}

/** Opens a package. Nothing is unpacked yet. Throws BadSpreadsheet. */
export async function openParts(path: string): Promise<Parts> {
  const zip = await yauzl
    .openPromise(path, { lazyEntries: true, autoClose: false })
    .catch((error: unknown) => {
      throw damaged(error)
    })
  const entries = await entriesOf(zip).catch((error: unknown) => {
    zip.close()
    throw error instanceof BadSpreadsheet ? error : damaged(error)
  })
  let inflated = 0
  return {
    has: (name) => entries.has(name),
    async *read(name) {
      const entry = entries.get(name)
      if (entry === undefined)
        throw new BadSpreadsheet('spreadsheet', `Its part ${name} is missing. Save it again as .xlsx.`)
      if (entry.isEncrypted())
        throw new BadSpreadsheet('spreadsheet', 'It is encrypted. Save it without a password.')
      try {
        const stream: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(entry)
        const sum = checksum()
        for await (const chunk of stream) {
          inflated += chunk.length
          if (inflated > limits.spreadsheetBytes) throw tooLarge()
          sum.add(chunk)
          yield chunk
        }
        if (sum.value() !== entry.crc32) throw new Error('its content is not what it was when it was saved')
      } catch (error) {
        throw error instanceof BadSpreadsheet || error instanceof BadXml ? error : damaged(error)
      }
    },
    close: () => zip.close(),
  }
}

async function entriesOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > limits.spreadsheetParts)
    throw new BadSpreadsheet(
      'too-large',
      `It has ${zip.entryCount} parts; ${limits.spreadsheetParts} is the most. Copy the sheet you need into a workbook of its own.`,
    )
  const entries = new Map<string, yauzl.Entry>()
  let claimed = 0
  for await (const entry of zip.eachEntry()) {
    const { uncompressedSize, compressedSize, fileName } = entry
    claimed += uncompressedSize
    const isBomb = uncompressedSize > 1 << 20 && uncompressedSize > compressedSize * limits.spreadsheetRatio
    if (claimed > limits.spreadsheetBytes || isBomb) throw tooLarge()
    entries.set(fileName, entry)
  }
  return entries
}

const tooLarge = () =>
  new BadSpreadsheet(
    'too-large',
    'It unpacks to far more than it is. Save the rows as CSV, or cut it into several files.',
  )

const damaged = (error: unknown) =>
  new BadSpreadsheet(
    'spreadsheet',
    `It is no sound .xlsx file (${error instanceof Error ? error.message : String(error)}). Open it and save it again as .xlsx.`,
  )

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** CRC-32 as ZIP has it; the library leaves it to its caller, and Node 20 has none. */
function checksum() {
  let value = 0xffffffff
  return {
    add(bytes: Uint8Array) {
      for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0)
    },
    value: () => (value ^ 0xffffffff) >>> 0,
  }
}
