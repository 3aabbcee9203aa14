import { columnsOf } from '#data/contract/tables.ts'
import { insertJson, rowsOf, run } from '../warehouse/statement.ts'
import { limits } from './limits.ts'
import { stagedType, type Stage } from './stage.ts'
import type { Target } from './target.ts'
import astraySql from './visits-astray.sql?raw'
import heldSql from './visits-held.sql?raw'
import linkedSql from './visits-linked.sql?raw'
import movedSql from './visits-moved.sql?raw'
import outdatedSql from './visits-outdated.sql?raw'
import takeAlongSql from './visits-take-along.sql?raw'
import unstagedSql from './visits-unstaged.sql?raw'

/** The sentence of a reject for an issue that is not where its visit was. */
const astrayReason =
  'The visit of this issue was at another site. Correct the site of one of them, or leave visit_id empty.'

/** Rejects records with an issue at another site than its visit, staged or in the register. Answers how many. */
export async function rejectAstray({ connection }: Stage, target: Target): Promise<number> {
  const ids = await rowsOf<{ id: string }>(connection, unstagedSql)
  for (const batch of batchesOf(ids.map(({ id }) => id))) {
    const rows = await target.warehouse.current('visit', batch)
    await insertJson(connection, 'standing_visit', { visit_id: 'VARCHAR', site_id: 'VARCHAR' }, rows)
  }
  return run(connection, astraySql, { reason: astrayReason })
}

/**
 * Finds the issues that the staged visits leave behind: those of the register that a visit had under its numbers
 * and is brought without. Staged issues follow their visit to its site. Each key must be staged once.
 */
export async function settleVisits(
  { connection }: Stage,
  target: Target,
  repeatsIssues: boolean,
  signal?: AbortSignal,
): Promise<void> {
  await run(connection, takeAlongSql)
  const ids = await rowsOf<{ id: string }>(connection, linkedSql)
  const shape = { issue_id: 'VARCHAR', visit_id: 'VARCHAR', site_id: 'VARCHAR', source: 'VARCHAR' }
  for (const batch of batchesOf(ids.map(({ id }) => id))) {
    signal?.throwIfAborted()
    await insertJson(connection, 'standing_issue', shape, await target.warehouse.issuesOf(batch))
  }
  await run(connection, outdatedSql, { repeatsIssues })
}

/** Takes back withdrawals for visits of which nothing is staged any more. */
export async function keepHeldVisits({ connection }: Stage): Promise<void> {
  await run(connection, heldSql)
}

/** Stages the issues of the register that hang on a visit which moves to another site, at that site. */
export async function stageMoved({ connection }: Stage, target: Target): Promise<void> {
  const moved = await rowsOf<{ id: string; siteId: string }>(connection, movedSql)
  const siteOf = new Map(moved.map(({ id, siteId }) => [id, siteId]))
  const columns = columnsOf('issue').map(([name, { type }]) => [name, stagedType[type].toString()])
  const origin = { line: 'INTEGER', record: 'INTEGER', ord: 'VARCHAR', parent: 'VARCHAR' }
  for (const batch of batchesOf([...siteOf.keys()])) {
    const issues = await target.warehouse.current('issue', batch)
    const rows = issues.map((issue) => ({ ...issue, site_id: siteOf.get(issue.issue_id) ?? issue.site_id }))
    await insertJson(connection, 'staged_issue', { ...origin, ...Object.fromEntries(columns) }, rows)
  }
}

/** How many issues the import withdraws. */
export async function countWithdrawn({ connection }: Stage): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(connection, 'SELECT count(*) AS n FROM withdrawn')
  return row?.n ?? 0
}

function* batchesOf(ids: readonly string[]): Generator<string[]> {
  for (let start = 0; start < ids.length; start += limits.batchRows)
    yield ids.slice(start, start + limits.batchRows)
}
