import { DuckDBInstance, listValue, type DuckDBConnection } from '@duckdb/node-api'
import type { View } from '#data/contract/questions.ts'
import type { Home } from '#server/home.ts'
import naturalSql from './natural.sql?raw'

/** The peer: the same rows in plain tables of a DuckDB of its own, in memory, in the order of time. */
export async function openNatural(home: Home): Promise<(view: View) => Promise<unknown>> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(
    'CREATE TABLE site (site_id VARCHAR, cell_no INTEGER, kind VARCHAR, interval_days INTEGER, closed_on DATE)',
  )
  const appender = await connection.createAppender('site')
  for (const { siteId, cellNo, kind, intervalDays } of await home.warehouse.sites()) {
    appender.appendVarchar(siteId)
    appender.appendInteger(cellNo)
    appender.appendVarchar(kind)
    appender.appendInteger(intervalDays)
    appender.appendNull()
    appender.endRow()
  }
  appender.closeSync()
  for await (const entry of home.ledger.read())
    if (entry.kind === 'import') await load(connection, home, entry.body.segments)
  const { qualifyingModes } = home.warehouse.state.settings
  const statement = await connection.prepare(naturalSql)
  return async ({ asOf, kinds, modes }) => {
    statement.bind({
      as_of: asOf,
      modes: listValue([...(modes ?? qualifyingModes)]),
      kinds: kinds === null ? null : listValue([...kinds]),
    })
    return (await statement.runAndReadAll()).getRows()
  }
}

async function load(
  connection: DuckDBConnection,
  home: Home,
  segments: { table: string; sha256: string }[],
): Promise<void> {
  for (const { table, sha256 } of segments) {
    if (table !== 'visit') continue
    await connection.run(
      `CREATE TABLE visit AS SELECT site_id, CAST(visited_at AS DATE) AS day, mode, result
       FROM read_parquet('${home.ledger.segmentPath(sha256)}')`,
    )
  }
}
