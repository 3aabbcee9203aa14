import { createHash } from 'node:crypto'
import type { Import } from '#data/contract/ledger.ts'
import type { Mapping } from '#data/contract/mapping.ts'
import { tableNames, type Rows } from '#data/contract/tables.ts'
import { bring, type ImportOptions } from './bring.ts'
import { assertUnchanged, inspectFile } from './read/text.ts'
import { mapRecords } from './records.ts'
import type { ImportReport } from './report.ts'
import { rowOutcomes } from './rows.ts'
import type { Target } from './target.ts'
import { canonicalJson } from './value.ts'

export interface FileRequest extends ImportOptions {
  file: string
  mapping: Mapping
  mappingName: string
}

export interface RowsRequest extends ImportOptions {
  name: string
  rows: Rows
}

/**
 * Imports a file through a mapping as one ledger entry. Records that cannot be taken are rejects in the report, not
 * errors. Throws ImportRefused where the file or mapping as a whole cannot be used, and what the ledger throws.
 */
export async function importFile(target: Target, request: FileRequest): Promise<ImportReport> {
  return inTurn(target, async () => {
    const { signal, onProgress } = request
    const file = await inspectFile(request.file, signal)
    const body = asJson(request.mapping)
    const mapping = { name: request.mappingName, sha256: sha256Of(canonicalJson(body)), body }
    return bring(target, request, {
      file: { name: file.name, sha256: file.sha256, bytes: file.bytes },
      mapping,
      outcomes: mapRecords(file, request.mapping, {
        signal,
        onBytes: (done) => onProgress?.({ phase: 'reading', done, total: file.bytes }),
      }),
      repeatsIssues: request.mapping.entities.some(
        ({ table, repeat }) => table === 'issue' && repeat !== undefined,
      ),
      finished: () => assertUnchanged(file),
    })
  })
}

/** Imports rows that have the tables' shape already, as one ledger entry, on the same path as a file. */
export async function importRows(target: Target, request: RowsRequest): Promise<ImportReport> {
  return inTurn(target, async () => {
    const hash = createHash('sha256')
    let bytes = 0
    for (const table of tableNames)
      for (const row of request.rows[table] ?? []) {
        const line = `${table} ${JSON.stringify(row)}\n`
        hash.update(line)
        bytes += Buffer.byteLength(line)
      }
    return bring(target, request, {
      file: { name: request.name, sha256: hash.digest('hex'), bytes },
      mapping: { name: 'rows', sha256: sha256Of('{}'), body: {} },
      outcomes: rowOutcomes(request.rows),
      repeatsIssues: false,
      finished: async () => {},
    })
  })
}

const turns = new WeakMap<Target, Promise<unknown>>()

/** Imports into one home go one after another: each is counted against what the one before has left. */
async function inTurn<T>(target: Target, work: () => Promise<T>): Promise<T> {
  const before = turns.get(target) ?? Promise.resolve()
  const mine = before.then(work, work)
  turns.set(
    target,
    mine.catch(() => {}),
  )
  return mine
}

function asJson(mapping: Mapping): Import['mapping']['body'] {
  return JSON.parse(JSON.stringify(mapping))
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
