import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Home } from '#server/home.ts'
import { mappingNamed, type NamedMapping } from './mapping-for.ts'
import { importFile } from '#server/ingest/import.ts'
import { ImportRefused } from '#server/ingest/refused.ts'

export interface InboxOptions {
  now: () => Date
  log: (message: string, error?: unknown) => void
  /** Between two looks, and for how long a file must not have changed. */
  everyMs?: number
  quietMs?: number
}

export interface Inbox {
  /** Ends an import under way without a trace, and waits for it. */
  close(): Promise<void>
}

const dataFile = /^(?!\.)(.+?)\.(csv|csv\.gz|geojson|geojson\.gz|xlsx)$/i
const reported = z.object({ key: z.string() })

/**
 * Imports files that appear in a folder with a mapping of the same name, once each, in the order of their names, and
 * writes a report beside each. A file is taken when it has not changed for a while; a changed file or mapping is
 * another one. Never throws: what goes wrong is in the report or the log.
 */
export function watchInbox(folder: string, home: Home, options: InboxOptions): Inbox {
  const { log, everyMs = 5_000, quietMs = 3_000 } = options
  const controller = new AbortController()
  const putOff = new Map<string, number>()
  let isMissing = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    const names = await dataFiles(folder)
    if (names === null) {
      if (!isMissing) log('the inbox cannot be read; it is looked for again and again')
      isMissing = true
      return
    }
    isMissing = false
    for (const name of names) {
      if (controller.signal.aborted) return
      const { mtimeMs, size } = await stat(join(folder, name))
      if (options.now().getTime() - mtimeMs < quietMs) continue
      const mapping = await mappingNamed(folder, home.folder, dataFile.exec(name)?.[1] ?? '')
      const key = `${size} ${mtimeMs} ${mapping.sha256}`
      if ((await keyOf(folder, name)) === key || (putOff.get(name) ?? 0) > Date.now()) continue
      await take(name, key, mapping)
    }
  }

  async function take(name: string, key: string, mapping: NamedMapping): Promise<void> {
    try {
      if ('problem' in mapping) throw new ImportRefused('mapping', mapping.problem)
      const { outcome, seq, message, counts, rejects } = await importFile(home, {
        file: join(folder, name),
        mapping: mapping.mapping,
        mappingName: mapping.name,
        now: options.now(),
        signal: controller.signal,
      })
      const { total, byCode } = rejects
      if (total > 0) await rejects.writeTo(join(folder, `${name}.rejects.csv`))
      await report(folder, name, { key, outcome, seq, message, counts, rejects: { total, byCode } })
    } catch (error) {
      if (controller.signal.aborted) return
      if (error instanceof ImportRefused) {
        await report(folder, name, { key, outcome: 'refused', code: error.code, message: error.message })
        return
      }
      putOff.set(name, Date.now() + 60_000)
      log(`${name} in the inbox was not imported; it is tried again in a minute`, error)
    }
  }

  function next(): void {
    if (controller.signal.aborted) return
    timer = setTimeout(() => {
      looking = look()
        .catch((error: unknown) => log('the inbox could not be looked through', error))
        .then(next)
    }, everyMs)
  }
  next()
  return {
    async close() {
      controller.abort(new Error('the server stops'))
      clearTimeout(timer)
      await looking
    },
  }
}

/** Names of whole files, in order; links are not followed. Null: there is no such folder. */
async function dataFiles(folder: string): Promise<string[] | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && dataFile.test(entry.name))
      .map(({ name }) => name)
      .toSorted()
  } catch {
    return null
  }
}

const reportOf = (name: string) => `${name}.report.json`

/** What the report beside a file is about; null: there is none. */
async function keyOf(folder: string, name: string): Promise<string | null> {
  try {
    const body: unknown = JSON.parse(await readFile(join(folder, reportOf(name)), 'utf8'))
    return reported.parse(body).key
  } catch {
    return null
  }
}

async function report(folder: string, name: string, body: object): Promise<void> {
  const path = join(folder, reportOf(name))
  const temporary = join(folder, `.${reportOf(name)}.tmp`)
  await writeFile(temporary, `${JSON.stringify({ file: name, ...body }, null, 2)}\n`)
  await rename(temporary, path)
}
