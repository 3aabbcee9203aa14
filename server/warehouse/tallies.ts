import type { DuckDBConnection } from '@duckdb/node-api'
import { realResults } from '#data/contract/tables.ts'
import { strictnessMilli, type Tally } from '#server/coverage/strictness.ts'
import { rowsOf, run } from './statement.ts'
import strictnessSql from './strictness.sql?raw'
import writeSql from './strictness-write.sql?raw'

/** Kept in memory between entries, so that one visit needs no pass over all. */
export interface Strictness {
  /** By team and kind. */
  tallies: ReadonlyMap<string, Tally>
  /** Thousandths, as each team has it. */
  teams: ReadonlyMap<string, number>
}

/** Which rows to tally: those stored, those staged, or both; all, or only those of some visits. */
interface Scope {
  from: 'stored' | 'staged' | 'every'
  visitIds: readonly string[] | null
}

const source = {
  stored: { visits: 'visit', issues: 'issue' },
  staged: { visits: 'staged_visit', issues: 'staged_issue' },
  every: { visits: 'every_visit', issues: 'every_issue' },
} as const

/** Counts routine visits and their findings by team and kind. */
export async function countTallies(
  connection: DuckDBConnection,
  { from, visitIds }: Scope,
): Promise<Tally[]> {
  if (visitIds?.length === 0) return []
  const sql = strictnessSql
    .replaceAll('{visits}', source[from].visits)
    .replaceAll('{issues}', source[from].issues)
    .replaceAll('{chosen}', visitIds === null ? 'true' : 'visit_id IN (SELECT unnest($visitIds))')
  return rowsOf<Tally>(connection, sql, { realResults, visitIds })
}

/** Tallies with some taken away and some added. */
export function adjustTallies(
  tallies: Strictness['tallies'],
  gone: readonly Tally[],
  come: readonly Tally[],
): Strictness['tallies'] {
  const adjusted = new Map(tallies)
  const add = ({ team, kind, visits, found }: Tally, sign: 1 | -1) => {
    const key = JSON.stringify([team, kind])
    const before = adjusted.get(key) ?? { team, kind, visits: 0, found: 0 }
    const after = { team, kind, visits: before.visits + sign * visits, found: before.found + sign * found }
    if (after.visits === 0 && after.found === 0) adjusted.delete(key)
    else adjusted.set(key, after)
  }
  for (const tally of gone) add(tally, -1)
  for (const tally of come) add(tally, 1)
  return adjusted
}

/**
 * Writes each team's strictness. `before`: as each team has it, null where that must be read. Answers the new
 * ones and whether any changed; visits take them over by `spreadStrictness`.
 */
export async function writeStrictness(
  connection: DuckDBConnection,
  tallies: Strictness['tallies'],
  before: ReadonlyMap<string, number> | null,
): Promise<{ teams: Strictness['teams']; changed: boolean }> {
  const known: ReadonlyMap<string, number | null> = before ?? (await readTeams(connection))
  const strictness = strictnessMilli([...tallies.values()])
  const teams = new Map([...known.keys()].map((team) => [team, strictness.get(team) ?? 1000]))
  const changed = [...teams].filter(([team, milli]) => known.get(team) !== milli)
  if (changed.length === 0) return { teams, changed: false }
  const rows = changed.map(([team_id, strictness_milli]) => ({ team_id, strictness_milli }))
  await run(connection, writeSql, { rows: JSON.stringify(rows) })
  return { teams, changed: true }
}

/** Gives every stored visit its team's strictness. */
export async function spreadStrictness(connection: DuckDBConnection): Promise<void> {
  await run(
    connection,
    `UPDATE visit SET strictness_milli = t.strictness_milli FROM team AS t
     WHERE t.team_id = visit.team_id AND visit.strictness_milli <> t.strictness_milli`,
  )
}

async function readTeams(connection: DuckDBConnection): Promise<Map<string, number | null>> {
  const rows = await rowsOf<{ team: string; milli: number | null }>(
    connection,
    'SELECT team_id AS team, strictness_milli AS milli FROM team',
  )
  return new Map(rows.map(({ team, milli }) => [team, milli]))
}
