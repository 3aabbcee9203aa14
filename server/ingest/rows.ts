import { keyOf, tableNames, type Rows, type TableName } from '#data/contract/tables.ts'
import { rowChecker, wgs84, type CheckedRow } from './check.ts'
import { chronologyFaults } from './chronology.ts'
import type { RecordOutcome } from './records.ts'
import { danglingReason, references } from './references.ts'
import { fault, type Fault, type Reject } from './reject.ts'
import type { Target } from './target.ts'
import { isObject } from './value.ts'

/** Rows that were found right, each in the one form the contract has; or why they are not. */
export type RowsAnswer = { ok: true; rows: Rows } | { ok: false; rejects: Reject[] }

const outcomeRows = 1_024

/** Rows as records of their own: `line` counts them in the order of tableNames, from 1. */
export async function* rowOutcomes(rows: Rows): AsyncGenerator<RecordOutcome[]> {
  let line = 0
  for (const table of tableNames) {
    const check = rowChecker(table, wgs84)
    const records: readonly unknown[] = rows[table] ?? []
    for (let start = 0; start < records.length; start += outcomeRows) {
      yield records.slice(start, start + outcomeRows).map((record): RecordOutcome => {
        line += 1
        const faults: Fault[] = []
        const row = checkRecord(record, table, check, faults)
        return row === null
          ? { line, made: { kind: 'rejected', faults } }
          : {
              line,
              made: { kind: 'mapped', rows: [{ table, row, order: null, parent: null }], families: [] },
            }
      })
    }
  }
}

/**
 * Checks rows as an import at this moment would, references included, without storing them: what a posted record goes through
 * before it is committed as a `rows` operation. Commit the rows of the answer, not those that were given.
 */
export async function checkRows(target: Target, rows: Rows, now: Date): Promise<RowsAnswer> {
  const clock = { now, zone: target.warehouse.state.settings.zone }
  const rejects: Reject[] = []
  const checked: { line: number; table: TableName; row: CheckedRow }[] = []
  for await (const batch of rowOutcomes(rows))
    for (const { line, made } of batch) {
      if (made.kind === 'rejected') rejects.push(...made.faults.map((one) => ({ line, ...one })))
      if (made.kind !== 'mapped') continue
      for (const { table, row } of made.rows) {
        checked.push({ line, table, row })
        rejects.push(...chronologyFaults(table, row, clock).map((one) => ({ line, ...one })))
      }
    }
  for (const { table, column, target: referred } of references) {
    const uses = checked.flatMap((use) => {
      const id = use.table === table ? use.row[column] : null
      return typeof id === 'string' ? [{ line: use.line, id }] : []
    })
    const given = new Set(
      checked.filter((use) => use.table === referred).map(({ row }) => row[keyOf(referred)]),
    )
    const asked = [...new Set(uses.map(({ id }) => id))].filter((id) => !given.has(id))
    const known = asked.length === 0 ? new Set<string>() : await target.warehouse.has(referred, asked)
    for (const { line, id } of uses)
      if (!given.has(id) && !known.has(id))
        rejects.push({
          line,
          ...fault('unknown-reference', `${table}.${column}`, danglingReason(referred), id),
        })
  }
  if (rejects.length > 0) return { ok: false, rejects }
  return { ok: true, rows: rowsByTable(checked) }
}

function checkRecord(
  record: unknown,
  table: TableName,
  check: ReturnType<typeof rowChecker>,
  faults: Fault[],
): CheckedRow | null {
  if (!isObject(record)) {
    faults.push(fault('not-text', null, `A ${table} must be an object of columns.`, record))
    return null
  }
  return check(record, faults)
}

/** A codec: checked rows have the shapes that the tables' columns say. */
function rowsByTable(checked: readonly { table: TableName; row: CheckedRow }[]): Rows {
  const byTable: Partial<Record<TableName, CheckedRow[]>> = {}
  for (const { table, row } of checked) (byTable[table] ??= []).push(row)
  return JSON.parse(JSON.stringify(byTable))
}
