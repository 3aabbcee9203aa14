import type { DuckDBConnection } from '@duckdb/node-api'
import { genesis } from '#data/contract/ledger.ts'
import { defaultSettings, type Settings } from '#data/contract/settings.ts'
import { tableNames, type Rows, type TableName } from '#data/contract/tables.ts'
import { recordBatches, rowsRecord, stageInline } from './batch.ts'
import { factTables, insertFacts } from './facts.ts'
import { insertStaged, makeRoom } from './merge.ts'
import { writeProgress } from './state.ts'
import { settleRegister } from './register.ts'
import schemaSql from './schema.sql?raw'
import { settle } from './settle.ts'
import { clearStaged, openStage } from './stage.ts'
import { rowsOf, run, runAll } from './statement.ts'
import { schemaVersion } from './version.ts'

/** Makes an empty projection and prepares the connection for writing to it. */
export async function createProjection(connection: DuckDBConnection): Promise<void> {
  const [zone] = await rowsOf<{ zone: string }>(connection, `SELECT current_setting('TimeZone') AS zone`)
  if (zone?.zone !== 'UTC') await run(connection, `SET GLOBAL TimeZone = 'UTC'`)
  await runAll(connection, schemaSql)
  await run(connection, createSql, {
    schemaVersion,
    seq: genesis.seq,
    hash: genesis.hash,
    settings: JSON.stringify(defaultSettings),
  })
  await openStage(connection)
  const revisions = await settleRegister(connection, defaultSettings, true)
  await writeProgress(connection, { head: null, at: null, settings: null, revisions })
}

const createSql = `INSERT INTO projection
  (schema_version, watermark, chain_hash, settings_version, settings, geometry_revision, register_revision)
  VALUES ($schemaVersion, $seq, $hash, 0, $settings, '', '')`

/** Adds rows as entry `seq` of a ledger would, without settling what follows from them: `derive` does. */
export async function loadRows(
  connection: DuckDBConnection,
  rows: Rows,
  seq: number,
  importedAt: string,
): Promise<void> {
  await recordBatches(connection, [rowsRecord(seq, importedAt, null)])
  const staged = await stageInline(connection, [{ seq, rows }])
  for (const table of tableNames) {
    if (!staged.has(table)) continue
    await makeRoom(connection, table)
    const fact = factTables.find((name) => name === table)
    if (fact === undefined) await insertStaged(connection, table)
    else await insertFacts(connection, fact, 'UTC')
    await clearStaged(connection, table)
  }
}

/** Settles everything anew under these settings, as settings version 1. */
export async function derive(connection: DuckDBConnection, settings: Settings): Promise<void> {
  const everything: ReadonlySet<TableName> = new Set(tableNames)
  const { revisions } = await settle(connection, {
    settings,
    settingsBefore: settings,
    touched: everything,
    fingerprint: 'unknown',
    strictness: null,
    few: null,
  })
  await writeProgress(connection, { head: null, at: null, settings: { version: 1, settings }, revisions })
}
