import { randomUUID } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import { visitAnswer, visitPost, type VisitPost } from '#data/contract/api.ts'
import { noQuery } from '#data/contract/queries.ts'
import type { Home } from '#server/home.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { checkRows } from '#server/ingest/rows.ts'
import { changeOf, issueIds, normalId, shaped, type Before, type Recorded } from './posted-visit.ts'
import { revisionsOf } from './revision.ts'
import { newRoutes, type Parts } from './routes.ts'
import { oneAtATimeBy } from './serial.ts'

const post = createRoute({
  method: 'post',
  path: '/visits',
  tags: ['Visits'],
  summary: 'Record one visit and the issues it found',
  description: [
    'The visit is in the ledger when the answer comes, and on open maps within a second.',
    '`visit_id` names it: the same visit sent again changes nothing and is answered 200; the same id with other content replaces it. Left out, an id is made, so a client that may retry sends its own. Spaces around ids are dropped.',
    '`issues` are all that the visit found: those that stood before and are not among them are withdrawn, so an empty list withdraws all of them (not those that came of a tip or a report). Left out, the issues stay as they are. An issue without an `issue_id` is visit_id/1, /2 … by its place in the list. An id twice in one post is 400, one that belongs to anything but this visit 409.',
    'A visit that is corrected to another site takes its issues there. `recorded_at` is now when left out.',
  ].join('\n\n'),
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
    ...problems('bad-parameter', 'bad-body', 'body-too-large', 'forbidden', 'unknown-site', 'conflict'),
    ...problems('read-only', 'starting', 'disk-full', 'internal'),
  },
})

export function visitRoutes({ home, now }: Parts) {
  const serially = oneAtATimeBy()
  const seriallyNamed = oneAtATimeBy()
  return newRoutes().openapi(post, (c) => {
    const posted = c.req.valid('json')
    const { visit_id: named } = posted.visit
    const visitId = named === undefined ? `post-${randomUUID()}` : normalId(named)
    const ids = issueIds(visitId, posted.issues ?? [])
    refuseTwice(ids)
    const record = async () => {
      const before = await standing(home, visitId)
      await refuseTaken(home, ids, before)
      const found = await checked(home, shaped(posted, visitId, ids, before, now()), now())
      const change = changeOf(found, before, posted.issues !== undefined)
      const revision = () => revisionsOf(home.warehouse.state).revision
      if (change === null) return c.json({ seq: null, visitId, revision: revision() }, 200)
      const { issues, withdrawn } = change
      const body = {
        rows: { visit: [found.visit], ...(issues.length === 0 ? {} : { issue: issues }) },
        ...(withdrawn.length === 0 ? {} : { withdrawn: [{ table: 'issue' as const, ids: withdrawn }] }),
      }
      const { seq } = await c.get('timing').measure('commit', () => home.commit({ kind: 'rows', body }))
      return c.json({ seq, visitId, revision: revision() }, 201)
    }
    // Two visits might name the same issue at once; ids made of a visit's own cannot meet.
    return serially(visitId, () => (namesIssues(posted) ? seriallyNamed('', record) : record()))
  })
}

function namesIssues({ issues = [] }: VisitPost): boolean {
  return issues.some(({ issue_id }) => issue_id !== undefined)
}

/** The visit as it stands, and every issue that names it. */
async function standing({ warehouse }: Home, visitId: string): Promise<Before> {
  const [visit = null] = await warehouse.current('visit', [visitId])
  if (visit === null) return { visit, issues: [] }
  const links = await warehouse.issuesOf([visitId])
  const ids = links.map(({ issue_id }) => issue_id)
  return { visit, issues: ids.length === 0 ? [] : await warehouse.current('issue', ids) }
}

/** Throws a bad-body Refusal where two issues bear one id. */
function refuseTwice(ids: readonly string[]): void {
  const errors = ids.flatMap((id, i) =>
    ids.indexOf(id) < i
      ? [
          {
            field: `issues.${i}.issue_id`,
            reason: 'Another issue of this post has this id; give each its own.',
          },
        ]
      : [],
  )
  if (errors.length > 0) throw refusal('bad-body', errors)
}

/** Throws a conflict Refusal where an id is that of an issue which is not this visit's. */
async function refuseTaken({ warehouse }: Home, ids: readonly string[], { issues }: Before): Promise<void> {
  const own = new Set(issues.map(({ issue_id }) => issue_id))
  const foreign = ids.filter((id) => !own.has(id))
  if (foreign.length === 0) return
  const taken = await warehouse.has('issue', foreign)
  const errors = ids.flatMap((id, i) =>
    taken.has(id)
      ? [
          {
            field: `issues.${i}.issue_id`,
            reason: `The issue ${id} is not this visit's; give another issue_id.`,
          },
        ]
      : [],
  )
  if (errors.length > 0) throw refusal('conflict', errors)
}

/** The rows in the form every import gives them. Throws an unknown-site or bad-body Refusal that names each field. */
async function checked(home: Home, { visit, issues }: Recorded, now: Date): Promise<Recorded> {
  const answer = await checkRows(home, { visit: [visit], issue: issues }, now)
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
  throw refusal('bad-body', errors)
}

function refusal(code: 'bad-body' | 'conflict', errors: { field: string; reason: string }[]): Refusal {
  return new Refusal(code, errors.map(({ field, reason }) => `${field}: ${reason}`).join(' '), errors)
}
