import type { ImportItem, ImportsAnswer } from '#data/contract/imports.ts'
import type { Entry } from '#data/contract/ledger.ts'

/** Where entries come from, in sequence. */
interface Entries {
  read(): AsyncIterable<Entry>
}

/** Imports before an entry, newest first. */
export async function historyOf(
  ledger: Entries,
  before: number | null,
  limit: number,
): Promise<ImportsAnswer> {
  const all = (await allImports(ledger)).toReversed()
  const from = before === null ? all : all.filter(({ seq }) => seq < before)
  const imports = from.slice(0, limit)
  return { imports, next: from.length > limit ? (imports.at(-1)?.seq ?? null) : null }
}

/** Imports of the file with this hash, newest first. */
export async function importsOfFile(
  ledger: Entries,
  sha256: string,
): Promise<{ seq: number; at: string; undoneBy: number | null }[]> {
  const all = await allImports(ledger)
  return all
    .filter(({ file }) => file.sha256 === sha256)
    .map(({ seq, at, undoneBy }) => ({ seq, at, undoneBy }))
    .toReversed()
}

async function allImports(ledger: Entries): Promise<ImportItem[]> {
  const imports: ImportItem[] = []
  const undone = new Map<number, number>()
  for await (const entry of ledger.read()) {
    if (entry.kind === 'undo') undone.set(entry.body.seq, entry.seq)
    if (entry.kind !== 'import') continue
    const { file, mapping, counts } = entry.body
    imports.push({
      seq: entry.seq,
      at: entry.at,
      file,
      mapping: { name: mapping.name, sha256: mapping.sha256 },
      counts,
      undoneBy: null,
    })
  }
  return imports.map((one) => ({ ...one, undoneBy: undone.get(one.seq) ?? null }))
}
