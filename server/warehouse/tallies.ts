import type { DuckDBConnection } from '@duckdb/node-api'
import { realResults } from '#data/contract/tables.ts'
import { strictnessMilli, type Tally } from '#server/coverage/strictness.ts'
import { rowsOf, run, tableOf } from './statement.ts'
import strictnessSql from './strictness.sql?raw'

/** Tallies by team and kind, kept in memory between entries so that one visit needs no pass over all. */
export type Tallies = ReadonlyMap<string, Tally>

/** Which rows to tally: those stored, those staged, or both; all, or only those of the touched visits. */
interface Scope {
  from: 'stored' | 'staged' | 'every'
  touchedOnly: boolean
}

const source = {
  stored: { visits: 'visit', issues: 'issue' },
  staged: { visits: 'staged_visit', issues: 'staged_issue' },
  every: { visits: 'every_visit', issues: 'every_issue' },
} as const

/** Counts routine visits and their findings by team and kind. */
export async function countTallies(connection: DuckDBConnection, scope: Scope): Promise<Tally[]> {
  const sql = strictnessSql
    .replaceAll('{visits}', source[scope.from].visits)
    .replaceAll('{issues}', source[scope.from].issues)
    .replaceAll('{touched}', scope.touchedOnly ? 'visit_id IN (SELECT visit_id FROM touched_visit)' : 'true')
  return rowsOf<Tally>(connection, sql, { realResults })
}

/** Tallies with some taken away and some added. */
export function adjustTallies(tallies: Tallies, gone: readonly Tally[], come: readonly Tally[]): Tallies {
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

/** Writes each team's strictness; answers whether any changed. Visits take it over by `spreadStrictness`. */
export async function writeStrictness(connection: DuckDBConnection, tallies: Tallies): Promise<boolean> {
  const strictness = strictnessMilli([...tallies.values()])
  const teams = await rowsOf<{ team_id: string; strictness_milli: number | null }>(
    connection,
    'SELECT team_id, strictness_milli FROM team',
  )
  const changed = teams
    .map(({ team_id, strictness_milli }) => ({
      team_id,
      before: strictness_milli,
      strictness_milli: strictness.get(team_id) ?? 1000,
    }))
    .filter(({ before, strictness_milli }) => before !== strictness_milli)
  if (changed.length === 0) return false
  await tableOf(
    connection,
    'changed_team',
    { team_id: 'VARCHAR', strictness_milli: 'INTEGER' },
    changed.map(({ team_id, strictness_milli }) => ({ team_id, strictness_milli })),
  )
  await run(
    connection,
    `UPDATE team SET strictness_milli = c.strictness_milli FROM changed_team AS c WHERE c.team_id = team.team_id`,
  )
  return true
}

/** Gives every stored visit its team's strictness. */
export async function spreadStrictness(connection: DuckDBConnection): Promise<void> {
  await run(
    connection,
    `UPDATE visit SET strictness_milli = t.strictness_milli FROM team AS t
     WHERE t.team_id = visit.team_id AND visit.strictness_milli <> t.strictness_milli`,
  )
}
