import { columnsOf, keyOf, tableNames, type TableName } from '#data/contract/tables.ts'
import { literal, rowsOf, run } from '../warehouse/statement.ts'
import { noteAreas, rejectMisplaced } from './areas.ts'
import dropEarlierChildrenSql from './drop-earlier-children.sql?raw'
import dropHeldSql from './drop-held.sql?raw'
import dropRejectedSql from './drop-rejected.sql?raw'
import dropRepeatedSql from './drop-repeated.sql?raw'
import { limits } from './limits.ts'
import { danglingReason, references } from './references.ts'
import danglingSql from './references-dangling.sql?raw'
import missingSql from './references-missing.sql?raw'
import { segmentType } from './segments.ts'
import type { Stage } from './stage.ts'
import type { Target } from './target.ts'
import { rejectAstray } from './visits.ts'

export type RowCounts = Partial<Record<TableName, number>>

/**
 * Rejects the records whose references lead nowhere or do not fit together, and then those that relied on them, until all that is left
 * holds together.
 */
export async function settleReferences(stage: Stage, target: Target, signal?: AbortSignal): Promise<void> {
  const { connection } = stage
  await noteAreas(stage, target)
  for (;;) {
    let dangling = 0
    for (const { table, column, target: referred } of references) {
      signal?.throwIfAborted()
      const fill = (sql: string) =>
        sql
          .replaceAll('{table}', table)
          .replaceAll('{column}', column)
          .replaceAll('{target}', referred)
          .replaceAll('{key}', keyOf(referred))
      const missing = await rowsOf<{ id: string }>(connection, fill(missingSql))
      for (let start = 0; start < missing.length; start += limits.batchRows) {
        const ids = missing.slice(start, start + limits.batchRows).map(({ id }) => id)
        const known = await target.warehouse.has(referred, ids)
        await run(
          connection,
          'INSERT INTO asked SELECT $target, id, list_contains($known, id) FROM (SELECT unnest($ids) AS id)',
          { target: referred, known: [...known], ids },
        )
      }
      dangling += await run(connection, fill(danglingSql), { reason: danglingReason(referred) })
    }
    if (dangling === 0) {
      const misfits = (await rejectMisplaced(stage)) + (await rejectAstray(stage, target))
      if (misfits === 0) return
    }
    for (const table of tableNames) await run(connection, dropRejectedSql.replaceAll('{table}', table))
    await run(connection, 'DELETE FROM family WHERE record IN (SELECT record FROM reject)')
  }
}

/** Leaves one row of each key; answers how many were left out for it, by table. */
export async function settleRepeated(stage: Stage, signal?: AbortSignal): Promise<RowCounts> {
  const merged: RowCounts = {}
  for (const table of tableNames) {
    signal?.throwIfAborted()
    const key = keyOf(table)
    let dropped = await run(stage.connection, dropEarlierChildrenSql.replaceAll('{table}', table))
    const [count] = await rowsOf<{ n: number; keys: number }>(
      stage.connection,
      `SELECT count(*) AS n, count(DISTINCT ${key}) AS keys FROM staged_${table}`,
    )
    if (count !== undefined && count.n > count.keys)
      dropped += await run(
        stage.connection,
        dropRepeatedSql.replaceAll('{table}', table).replaceAll('{key}', key),
      )
    if (dropped > 0) merged[table] = dropped
  }
  return merged
}

/** Leaves out the rows that these segments hold already, every column alike; answers how many, by table. */
export async function settleHeld(
  stage: Stage,
  segments: readonly { table: TableName; path: string }[],
  signal?: AbortSignal,
): Promise<RowCounts> {
  const held: RowCounts = {}
  for (const table of tableNames) {
    const paths = segments.filter((segment) => segment.table === table).map(({ path }) => literal(path))
    if (paths.length === 0) continue
    signal?.throwIfAborted()
    const alike = columnsOf(table).map(
      ([name, { type }]) => `h.${name} IS NOT DISTINCT FROM CAST(s.${name} AS ${segmentType[type]})`,
    )
    const sql = dropHeldSql
      .replaceAll('{table}', table)
      .replaceAll('{key}', keyOf(table))
      .replace('{alike}', alike.join(' AND '))
      .replace('{held}', () => `read_parquet([${paths.join(', ')}])`)
    const dropped = await run(stage.connection, sql)
    if (dropped > 0) held[table] = dropped
  }
  return held
}
