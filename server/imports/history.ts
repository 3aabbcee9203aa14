import type { ImportItem, ImportsAnswer } from '#data/contract/imports.ts'
import { importCountsSchema } from '#data/contract/ledger.ts'
import type { Warehouse } from '#server/warehouse/warehouse.ts'

type Imports = Pick<Warehouse, 'imports'>

/** Imports before an entry, newest first. */
export async function historyOf(
  warehouse: Imports,
  before: number | null,
  limit: number,
): Promise<ImportsAnswer> {
  const found = await warehouse.imports({ before, limit: limit + 1 })
  const imports = found
    .slice(0, limit)
    .map(({ seq, at, fileName, fileSha256, mappingName, mappingSha256, counts, undoneBy }): ImportItem => ({
      seq,
      at,
      file: { name: fileName, sha256: fileSha256 },
      mapping: { name: mappingName, sha256: mappingSha256 },
      counts: importCountsSchema.parse(JSON.parse(counts)),
      undoneBy,
    }))
  return { imports, next: found.length > limit ? (imports.at(-1)?.seq ?? null) : null }
}

/** Imports of the file with this hash, newest first. */
export async function importsOfFile(
  warehouse: Imports,
  sha256: string,
): Promise<{ seq: number; at: string; undoneBy: number | null }[]> {
  const found = await warehouse.imports({ sha256, limit: 20 })
  return found.map(({ seq, at, undoneBy }) => ({ seq, at, undoneBy }))
}
