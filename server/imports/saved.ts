import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { mappingName, type SavedMapping } from '#data/contract/imports.ts'
import { mappingSchema, sourcesOf, type Mapping } from '#data/contract/mapping.ts'
import type { Home } from '#server/home.ts'
import { Refusal } from '#server/http/problem.ts'

/** Where a home keeps mappings that were saved under a name. */
export const mappingsFolder = (home: string) => join(home, 'mappings')

/** Saves a mapping under a name; it is on the disk when this resolves. One of the same name is replaced. */
export async function saveMapping(home: string, name: string, body: SavedMapping['mapping']): Promise<void> {
  const folder = mappingsFolder(home)
  await mkdir(folder, { recursive: true })
  const path = join(folder, fileOf(name))
  const temporary = join(folder, `.${randomBytes(8).toString('hex')}.tmp`)
  const handle = await open(temporary, 'w')
  try {
    await handle.writeFile(`${JSON.stringify(body, null, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, path)
  const directory = await open(folder, 'r')
  await directory.sync().finally(() => directory.close())
}

/** Throws Refusal('not-found'). */
export async function removeMapping(home: string, name: string): Promise<void> {
  try {
    await rm(join(mappingsFolder(home), fileOf(name)))
  } catch {
    throw new Refusal('not-found', 'There is no saved mapping of this name.')
  }
}

/** The text of a saved mapping; null: there is none of this name. */
export async function readSavedText(home: string, name: string): Promise<string | null> {
  if (!mappingName.safeParse(name).success) return null
  return readFile(join(mappingsFolder(home), fileOf(name)), 'utf8').catch(() => null)
}

/** Bodies of mappings that imports used, by hash: they never change, and only the ledger has them. */
const used = new Map<string, SavedMapping['mapping']>()
/** Imports whose mappings are offered. */
const mostUsed = 500

/** Saved mappings, then those that imports used under a name that nobody saved, each as it was used last. */
export async function mappingsOf({ folder: home, warehouse, ledger }: Home): Promise<SavedMapping[]> {
  const imports = (await warehouse.imports({ limit: mostUsed })).filter(({ undoneBy }) => undoneBy === null)
  if (imports.some(({ mappingSha256 }) => !used.has(mappingSha256)))
    for await (const entry of ledger.read())
      if (entry.kind === 'import') used.set(entry.body.mapping.sha256, entry.body.mapping.body)
  const found = new Map<string, SavedMapping>()
  for (const { mappingName: name, mappingSha256 } of imports.toReversed()) {
    const body = used.get(mappingSha256)
    const parsed = mappingSchema.safeParse(body)
    if (body !== undefined && parsed.success)
      found.set(plain(name), itemOf(plain(name), 'import', body, parsed.data))
  }
  for (const file of await readdir(mappingsFolder(home)).catch(() => [])) {
    if (!file.endsWith('.json') || file.startsWith('.')) continue
    const name = file.slice(0, -'.json'.length)
    const body: unknown = await readFile(join(mappingsFolder(home), file), 'utf8')
      .then(JSON.parse)
      .catch(() => null)
    const parsed = mappingSchema.safeParse(body)
    if (parsed.success) found.set(name, itemOf(name, 'saved', asBody(body), parsed.data))
  }
  return [...found.values()].toSorted(
    (a, b) => Number(a.from === 'import') - Number(b.from === 'import') || a.name.localeCompare(b.name),
  )
}

/** Whether a mapping reads only columns that a file has. */
export function fits(mapping: Mapping, format: string, header: readonly string[]): boolean {
  if (mapping.format !== format || (mapping.format !== 'geojson' && mapping.header !== true)) return false
  const columns = new Set(header)
  const sources = mapping.entities.flatMap(sourcesOf).map(({ source }) => source)
  for (const { from } of mapping.when ?? []) sources.push(from)
  return sources.every((source) => typeof source !== 'string' || columns.has(source.trim().normalize('NFC')))
}

function itemOf(
  name: string,
  from: SavedMapping['from'],
  mapping: SavedMapping['mapping'],
  { format, entities }: Mapping,
): SavedMapping {
  return { name, from, format, tables: [...new Set(entities.map(({ table }) => table))], mapping }
}

function asBody(body: unknown): SavedMapping['mapping'] {
  return JSON.parse(JSON.stringify(body))
}

const plain = (name: string) => name.replace(/\.json$/i, '')
const fileOf = (name: string) => `${name.normalize('NFC')}.json`
