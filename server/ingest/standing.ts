import type { Import } from '#data/contract/ledger.ts'
import type { TableName } from '#data/contract/tables.ts'
import type { Target } from './target.ts'

/** What the ledger holds of the same file through the same mapping. */
export interface Standing {
  /** Those not undone, oldest first. */
  imports: { seq: number; body: Import }[]
  /** Whether an import of the same was taken back. */
  anyUndone: boolean
}

export async function findStanding(
  target: Target,
  file: { sha256: string },
  mapping: { sha256: string },
): Promise<Standing> {
  const imports = new Map<number, Import>()
  let anyUndone = false
  for await (const entry of target.ledger.read()) {
    if (entry.kind === 'undo') anyUndone = imports.delete(entry.body.seq) || anyUndone
    if (entry.kind !== 'import') continue
    if (entry.body.file.sha256 === file.sha256 && entry.body.mapping.sha256 === mapping.sha256)
      imports.set(entry.seq, entry.body)
  }
  return { imports: [...imports].map(([seq, body]) => ({ seq, body })), anyUndone }
}

/** The segments of standing imports, where they lie. */
export function heldSegments(target: Target, standing: Standing): { table: TableName; path: string }[] {
  return standing.imports.flatMap(({ body }) =>
    body.segments.flatMap(({ table, sha256 }) =>
      table === 'reject' || table === 'withdrawn' ? [] : [{ table, path: target.ledger.segmentPath(sha256) }],
    ),
  )
}
