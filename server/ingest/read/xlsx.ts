import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { endingOf } from '#server/ending.ts'
import { fromSource, projectRoot } from '#server/project.ts'
import { limits } from '../limits.ts'
import { ImportRefused } from '../refused.ts'
import type { CsvRecord } from './csv.ts'
import type { SheetReady, SheetReply, SheetRequest } from './xlsx-protocol.ts'

/** What a file is by its first bytes: a package such as .xlsx, or the older kind that is encrypted or an .xls. */
export async function spreadsheetKind(path: string): Promise<'package' | 'older' | null> {
  const handle = await open(path, 'r')
  try {
    const start = Buffer.alloc(8)
    const { bytesRead } = await handle.read(start, 0, 8, 0)
    const hex = start.subarray(0, bytesRead).toString('hex')
    return hex.startsWith('504b0304') ? 'package' : hex === 'd0cf11e0a1b11ae1' ? 'older' : null
  } finally {
    await handle.close()
  }
}

interface Options {
  /** By its name; left out: the only one. */
  sheet?: string | undefined
  /** Take the first of several sheets instead of refusing. */
  anySheet?: boolean
  signal?: AbortSignal | undefined
  onSheets?: (names: readonly string[], chosen: string) => void
}

/**
 * Records of a sheet, read in a thread of its own that has limits on memory and time. Formulas count by the value they
 * had when the file was saved; nothing outside the file is fetched. Throws ImportRefused('spreadsheet' | 'too-large' |
 * 'which-sheet').
 */
export async function* readSpreadsheet(
  path: string,
  name: string,
  { sheet, anySheet = false, signal, onSheets }: Options = {},
): AsyncGenerator<CsvRecord[]> {
  if ((await spreadsheetKind(path)) !== 'package')
    throw new ImportRefused(
      'spreadsheet',
      `${name} is no .xlsx file: it is encrypted, or an older .xls. Open it and save it as .xlsx without a password.`,
    )
  const refuse = (code: 'spreadsheet' | 'too-large' | 'which-sheet', why: string) =>
    new ImportRefused(code, `${name} cannot be read. ${why}`)
  const reading = startReading({ path, sheet: sheet ?? null }, (why) => refuse('too-large', why))
  try {
    for (;;) {
      const said = await reading.reply(signal)
      if (said.says === 'refused') throw refuse(said.code, said.message)
      if (said.says === 'end') return
      if (said.says === 'records') yield said.records
      else {
        const listed = said.names.map((one) => `“${one}”`).join(', ')
        if (said.chosen === null) throw refuse('which-sheet', `It has no sheet “${sheet}”; it has ${listed}.`)
        if (sheet === undefined && said.names.length > 1 && !anySheet)
          throw refuse(
            'which-sheet',
            `It has ${said.names.length} sheets: ${listed}. Say in the mapping which one, as "sheet".`,
          )
        onSheets?.(said.names, said.chosen)
      }
      reading.more()
    }
  } finally {
    await reading.close()
  }
}

function startReading(request: SheetRequest, tooLong: (why: string) => ImportRefused) {
  const worker = new Worker(workerUrl(), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: limits.spreadsheetMemoryMb },
  })
  const end = endingOf(worker)
  const queue: SheetReply[] = []
  let failure: Error | null = null
  let wake: () => void = () => {}
  const tell = () => wake()
  worker.on('message', (said: SheetReply | SheetReady) => {
    if (said.says === 'ready') return
    queue.push(said)
    tell()
  })
  worker.on('error', (error) => {
    const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    failure = isMemory
      ? tooLong('It takes too much memory. Cut it into several files, or save it as CSV.')
      : error
    tell()
  })
  worker.on('exit', () => {
    failure ??= new Error('the reader of spreadsheets ended early')
    tell()
  })
  const timer = setTimeout(() => {
    failure = tooLong('It takes too long. Cut it into several files, or save it as CSV.')
    tell()
  }, limits.spreadsheetMs)
  return {
    async reply(signal: AbortSignal | undefined): Promise<SheetReply> {
      for (;;) {
        signal?.throwIfAborted()
        const said = queue.shift()
        if (said !== undefined) return said
        if (failure !== null) throw failure
        await new Promise<void>((done) => {
          wake = done
          signal?.addEventListener('abort', () => done(), { once: true })
        })
      }
    },
    more: () => worker.postMessage('more'),
    async close() {
      clearTimeout(timer)
      await end()
    },
  }
}

function workerUrl(): URL {
  return fromSource
    ? new URL('./xlsx.worker.dev.mjs', import.meta.url)
    : pathToFileURL(join(projectRoot, 'dist/server/xlsx.worker.js'))
}
