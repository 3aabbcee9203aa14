import { copyFile, open, rm, writeFile } from 'node:fs/promises'
import type { ImportCounts } from '#data/contract/ledger.ts'
import { limits } from './limits.ts'
import { rejectCodes, rejectHeader, rejectLine, type Reject, type RejectCode } from './reject.ts'
import type { RowCounts } from './settle.ts'
import type { Stage } from './stage.ts'
import type { Standing } from './standing.ts'

/** How an import ended: `stored` wrote an entry; `already` and `nothing` changed nothing; `dry-run` was told to. */
export type ImportOutcome = 'stored' | 'already' | 'nothing' | 'dry-run'

export interface ImportReport {
  outcome: ImportOutcome
  /** The entry written; for `already` the entry that holds the same; else null. */
  seq: number | null
  /** One English sentence for people. */
  message: string
  counts: ImportCounts
  /** By table, rows left out because a row with the same key later in the same source stands for them. */
  merged: RowCounts
  /** By table, rows that an import of the same file and mapping holds already. */
  held: RowCounts
  rejects: {
    /** Faults listed; one record may have several. */
    total: number
    /** By code, the most frequent first. */
    byCode: { code: string; count: number }[]
    /** The first by line. */
    sample: Reject[]
    /** All of them as CSV in the home's tmp folder, until the next start; null where there are none. */
    file: string | null
    /** Writes that CSV to a file of one's own; without rejects a file with the header alone. */
    writeTo(path: string): Promise<void>
  }
}

/** The staged rejects, all of them written to `path` when there are any. */
export async function tellRejects(stage: Stage, path: string): Promise<ImportReport['rejects']> {
  const sample: Reject[] = []
  const counts = new Map<string, number>()
  const handle = await open(path, 'w')
  try {
    await handle.write(`\ufeff${rejectHeader}`)
    const result = await stage.connection.stream(
      'SELECT line, field, code, reason, value FROM reject ORDER BY line, record, field, code',
    )
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      const rejects = chunk.getRows().map(([line, field, code, reason, value]) => ({
        line: Number(line),
        field: textOrNull(field),
        code: codeOf(code),
        reason: String(reason),
        value: textOrNull(value),
      }))
      sample.push(...rejects.slice(0, limits.rejectSample - sample.length))
      for (const { code } of rejects) counts.set(code, (counts.get(code) ?? 0) + 1)
      await handle.write(rejects.map(rejectLine).join(''))
    }
  } finally {
    await handle.close()
  }
  const byCode = [...counts].map(([code, count]) => ({ code, count })).toSorted((a, b) => b.count - a.count)
  const total = byCode.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) {
    await rm(path)
    return noRejects()
  }
  return { total, byCode, sample, file: path, writeTo: (to) => copyFile(path, to) }
}

function noRejects(): ImportReport['rejects'] {
  return {
    total: 0,
    byCode: [],
    sample: [],
    file: null,
    writeTo: (to) => writeFile(to, `\ufeff${rejectHeader}`),
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function codeOf(value: unknown): RejectCode {
  const code = rejectCodes.find((one) => one === value)
  if (code === undefined) throw new TypeError('a staged reject has a code of its own')
  return code
}

/** The report of an import that another one of the same file holds whole. */
export function alreadyWhole({ seq, body }: Standing['imports'][number], name: string): ImportReport {
  const { withdrawn: _, ...records } = body.counts
  const counts: ImportCounts = { ...records, tables: {} }
  return {
    outcome: 'already',
    seq,
    message: messageOf('already', seq, name, counts),
    counts,
    merged: {},
    held: Object.fromEntries(
      Object.entries(body.counts.tables).map(([table, { stored }]) => [table, stored]),
    ),
    rejects: noRejects(),
  }
}

/** What happened, in one sentence or a few. */
export function messageOf(
  outcome: ImportOutcome,
  seq: number | null,
  name: string,
  { read, mapped, skipped, rejected, tables, withdrawn = {} }: ImportCounts,
): string {
  if (outcome === 'already') return `${name} is already imported as entry ${seq}; nothing changed.`
  const records = `${read} records read: ${mapped} mapped, ${skipped} skipped, ${rejected} rejected`
  const rows = Object.entries(tables).map(
    ([table, { added, replaced, unchanged }]) =>
      `${table}: ${added} new, ${replaced} replaced, ${unchanged} unchanged`,
  )
  for (const [table, n] of Object.entries(withdrawn)) rows.push(`${table}: ${n} withdrawn`)
  if (outcome === 'nothing') return `${name}: nothing to store. ${records}.`
  const start = outcome === 'stored' ? `${name} is imported as entry ${seq}.` : `${name} would be imported.`
  return `${start} ${records}. ${rows.join('; ')}.`
}
