import { randomUUID } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import { noQuery, visitAnswer, visitPost, type VisitPost } from '#data/contract/api.ts'
import { columnsOf, type Row, type TableName } from '#data/contract/tables.ts'
import type { Home } from '#server/home.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { checkRows } from '#server/ingest/rows.ts'
import { revisionsOf } from './revision.ts'
import { newRoutes, type Parts } from './routes.ts'
import { oneAtATimeBy } from './serial.ts'

const post = createRoute({
  method: 'post',
  path: '/visits',
  tags: ['Visits'],
  summary: 'Record one visit and the issues it found',
  description:
    'The visit is in the ledger when the answer comes, and on open maps within a second. `visit_id` names it: the same visit sent again changes nothing and is answered 200; the same id with other content replaces it. Left out, an id is made, so a client that may retry sends its own. `recorded_at` is now when left out.',
  request: {
    query: noQuery,
    body: { required: true, content: { 'application/json': { schema: visitPost } } },
  },
  responses: {
    200: {
      description: 'Already there, unchanged',
      content: { 'application/json': { schema: visitAnswer } },
    },
    201: { description: 'Recorded', content: { 'application/json': { schema: visitAnswer } } },
    ...problems('bad-parameter', 'bad-body', 'body-too-large', 'forbidden', 'unknown-site'),
    ...problems('read-only', 'starting', 'disk-full', 'internal'),
  },
})

interface Found {
  visit: Row<'visit'>
  issues: readonly Row<'issue'>[]
}

export function visitRoutes({ home, now }: Parts) {
  const serially = oneAtATimeBy()
  return newRoutes().openapi(post, (c) => {
    const posted = c.req.valid('json')
    const visitId = posted.visit.visit_id ?? `post-${randomUUID()}`
    return serially(visitId, async () => {
      const before = await held(home, visitId, posted)
      const found = await checked(home, shaped(posted, visitId, before, now()))
      const revision = () => revisionsOf(home.warehouse.state).revision
      if (isSame(found, before)) return c.json({ seq: null, visitId, revision: revision() }, 200)
      const { visit, issues } = found
      const rows = issues.length === 0 ? { visit: [visit] } : { visit: [visit], issue: issues }
      const { seq } = await c
        .get('timing')
        .measure('commit', () => home.commit({ kind: 'rows', body: { rows } }))
      return c.json({ seq, visitId, revision: revision() }, 201)
    })
  })
}

/** Rows of what was posted: what was left out is null, or, when it is sent again, as it was. */
function shaped({ visit, issues = [] }: VisitPost, visitId: string, before: Found | null, now: Date): Found {
  const recordedAt =
    visit.recorded_at === undefined ? (before?.visit.recorded_at ?? now.toISOString()) : visit.recorded_at
  return {
    visit: {
      visit_id: visitId,
      site_id: visit.site_id,
      visited_at: visit.visited_at,
      recorded_at: recordedAt,
      mode: visit.mode,
      unannounced: visit.unannounced ?? null,
      team_id: visit.team_id ?? null,
      batch_id: visit.batch_id ?? null,
      people: visit.people ?? null,
      minutes: visit.minutes ?? null,
      result: visit.result ?? null,
      purpose: visit.purpose ?? null,
      plan_id: visit.plan_id ?? null,
      departments: visit.departments ?? null,
    },
    issues: issues.map((issue, i) => ({
      issue_id: issueId(visitId, issue, i),
      site_id: visit.site_id,
      visit_id: visitId,
      source: 'visit',
      category: issue.category ?? null,
      severity: issue.severity,
      raised_at: issue.raised_at ?? visit.visited_at,
      recorded_at: issue.recorded_at === undefined ? recordedAt : issue.recorded_at,
      due_on: issue.due_on ?? null,
      rectified_on: issue.rectified_on ?? null,
      rechecked_on: issue.rechecked_on ?? null,
      closed_on: issue.closed_on ?? null,
      outcome: issue.outcome ?? null,
      good_faith: issue.good_faith ?? null,
    })),
  }
}

function issueId(visitId: string, issue: { issue_id?: string | undefined }, index: number): string {
  return issue.issue_id ?? `${visitId}-${index + 1}`
}

/** The rows in the form every import gives them. Throws an unknown-site or bad-body Refusal that names each field. */
async function checked(home: Home, { visit, issues }: Found): Promise<Found> {
  const answer = await checkRows(home, { visit: [visit], issue: issues })
  if (answer.ok) {
    const [row] = answer.rows.visit ?? []
    if (row === undefined) throw new TypeError('a visit that was found right is a row')
    return { visit: row, issues: answer.rows.issue ?? [] }
  }
  if (answer.rejects.some(({ code, field }) => code === 'unknown-reference' && field === 'visit.site_id'))
    throw new Refusal('unknown-site', 'There is no site with this site_id; /api/sites lists them.')
  const errors = answer.rejects.map(({ line, field, reason }) => ({
    field: (field ?? '').replace(/^issue\b/, `issues.${line - 2}`),
    reason,
  }))
  throw new Refusal('bad-body', errors.map(({ field, reason }) => `${field}: ${reason}`).join(' '), errors)
}

/** The visit and the posted issues as they stand now; null when the visit is new. */
async function held({ warehouse }: Home, visitId: string, { issues = [] }: VisitPost): Promise<Found | null> {
  const [visit] = await warehouse.current('visit', [visitId])
  if (visit === undefined) return null
  const ids = issues.map((issue, i) => issueId(visitId, issue, i))
  return { visit, issues: ids.length === 0 ? [] : await warehouse.current('issue', ids) }
}

function isSame(found: Found, before: Found | null): boolean {
  if (before === null || !sameRow('visit', found.visit, before.visit)) return false
  return found.issues.every((issue) => {
    const old = before.issues.find(({ issue_id }) => issue_id === issue.issue_id)
    return old !== undefined && sameRow('issue', issue, old)
  })
}

function sameRow<T extends TableName>(table: T, a: Row<T>, b: Row<T>): boolean {
  const [left, right] = [a, b].map((row): Record<string, unknown> => ({ ...row }))
  return columnsOf(table).every(([name]) => JSON.stringify(left?.[name]) === JSON.stringify(right?.[name]))
}
