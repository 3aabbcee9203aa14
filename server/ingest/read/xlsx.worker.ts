import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import type { SheetReady, SheetReply, SheetRequest } from './xlsx-protocol.ts'
import { readBook } from './xlsx-book.ts'
import { BadSpreadsheet, openParts } from './xlsx-parts.ts'
import { readSheet } from './xlsx-sheet.ts'
import { BadXml } from './xlsx-xml.ts'

/** Reads one sheet and ends. After each message it waits until it is asked for more. */
async function run({ path, sheet }: SheetRequest): Promise<void> {
  const port = parentPort
  if (port === null) throw new Error('this runs as a worker only')
  const say = async (reply: SheetReply) => {
    const more = once(port, 'message')
    port.postMessage(reply)
    await more
  }
  try {
    const parts = await openParts(path)
    const book = await readBook(parts)
    const names = book.sheets.map(({ name }) => name)
    const chosen = sheet === null ? book.sheets[0] : book.sheets.find(({ name }) => name === sheet)
    await say({ says: 'sheets', names, chosen: chosen?.name ?? null })
    if (chosen !== undefined)
      for await (const records of readSheet(parts, chosen.part, book)) await say({ says: 'records', records })
    parts.close()
    port.postMessage({ says: 'end' } satisfies SheetReply)
  } catch (error) {
    const code = error instanceof BadSpreadsheet ? error.code : 'spreadsheet'
    const isKnown = error instanceof BadSpreadsheet || error instanceof BadXml
    const message =
      error instanceof BadXml
        ? `A part of it is no sound XML (${error.message}). Save it again as .xlsx.`
        : ''
    port.postMessage({
      says: 'refused',
      code,
      message:
        message ||
        (isKnown && error instanceof Error ? error.message : 'It cannot be read. Save it again as .xlsx.'),
    } satisfies SheetReply)
  }
  port.close()
}

const request: SheetRequest = workerData
parentPort?.postMessage({ says: 'ready' } satisfies SheetReady)
// Not awaited: a module that awaits is still loading, and must not be ended meanwhile.
void run(request)
