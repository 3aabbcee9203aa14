import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import {
  nominationAnswer,
  nominationPost,
  nominationsAnswer,
  type NominationsAnswer,
} from '#data/contract/api.ts'
import { identifier, nominationsQuery, noQuery } from '#data/contract/queries.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { localDay } from '#server/live/today.ts'
import { encodeJson } from './columns.ts'
import { scopeOf } from './answers.ts'
import { checkedNomination, onePerDay, standingLike } from './posted-nomination.ts'
import { normalId } from './posted-visit.ts'
import { revisionsOf } from './revision.ts'
import { askJson, newRoutes, type Parts } from './routes.ts'
import { oneAtATimeBy } from './serial.ts'

const list = createRoute({
  method: 'get',
  path: '/nominations',
  tags: ['Nominations'],
  summary: 'What is nominated to be visited, newest first',
  description:
    'A nomination is shown to the planner; it does not by itself change the chances of a draw, nor any measure.',
  request: { query: nominationsQuery },
  responses: {
    200: { description: 'Nominations', content: { 'application/json': { schema: nominationsAnswer } } },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

const post = createRoute({
  method: 'post',
  path: '/nominations',
  tags: ['Nominations'],
  summary: 'Nominate a cell or a site to be visited on a day',
  description:
    '`nomination_id` names it, so a client that may retry sends its own; left out, an id is made. The same cell or site nominated again for the same day changes nothing: the one that stands is answered, 200. An id that stands for anything else is 409.',
  request: {
    query: noQuery,
    body: { required: true, content: { 'application/json': { schema: nominationPost } } },
  },
  responses: {
    200: { description: 'Already there', content: { 'application/json': { schema: nominationAnswer } } },
    201: { description: 'Nominated', content: { 'application/json': { schema: nominationAnswer } } },
    ...problems('bad-parameter', 'bad-body', 'body-too-large', 'forbidden', 'not-allowed', 'unknown-site'),
    ...problems('conflict'),
    ...problems('read-only', 'starting', 'disk-full', 'internal'),
  },
})

const remove = createRoute({
  method: 'delete',
  path: '/nominations/{id}',
  tags: ['Nominations'],
  summary: 'Take a nomination back',
  description:
    'The ledger keeps it and that it was withdrawn. Nominating it again with the same id brings it back.',
  request: { params: z.object({ id: identifier }), query: noQuery },
  responses: {
    200: { description: 'Taken back', content: { 'application/json': { schema: nominationAnswer } } },
    ...problems('bad-parameter', 'not-found', 'forbidden', 'not-allowed', 'read-only', 'starting'),
    ...problems('disk-full', 'internal'),
  },
})

export function nominationRoutes({ answers, home, places, now }: Parts) {
  const { warehouse } = home
  const serially = oneAtATimeBy()
  const today = () => localDay(warehouse.state.settings.zone, now())
  const revision = () => revisionsOf(warehouse.state).revision
  return newRoutes()
    .openapi(list, (c) => {
      const { from, limit } = c.req.valid('query')
      return askJson<NominationsAnswer, { from: string; limit: number }>(answers, c, {
        name: 'nominations',
        query: () => ({ from: from ?? today(), limit }),
        make: async (asked, state, sight) => {
          const inside = await places.within(sight)
          const standing = await warehouse.nominations(asked.from)
          const all = onePerDay(standing.filter(({ areaId }) => isSeen(areaId, inside)))
          return encodeJson({
            ...revisionsOf(state),
            from: asked.from,
            total: all.length,
            nominations: all.slice(0, limit),
          } satisfies NominationsAnswer)
        },
      })
    })
    .openapi(post, (c) => {
      const { nomination_id: named, ...posted } = c.req.valid('json')
      const nominationId = named === undefined ? `nomination-${randomUUID()}` : normalId(named)
      return serially('', async () => {
        const sight = warehouse.within(scopeOf(c))
        const { site_id } = posted
        if (site_id !== undefined && (await sight.sites({ siteId: site_id })).length === 0)
          throw new Refusal('unknown-site', 'There is no site with this site_id; /api/sites lists them.')
        const row = await checkedNomination(home, places, { ...posted, nomination_id: nominationId }, now())
        if (row.area_id !== null) await places.areaFor(sight, row.area_id)
        const [same] = standingLike(row, await warehouse.nominations(row.for_day))
        if (same !== undefined)
          return c.json({ seq: null, nominationId: same.nominationId, revision: revision() }, 200)
        if ((await warehouse.has('nomination', [row.nomination_id])).size > 0)
          throw new Refusal('conflict', 'This nomination_id stands for something else; give another one.')
        const body = { rows: { nomination: [row] } }
        const { seq } = await c.get('timing').measure('commit', () => home.commit({ kind: 'rows', body }))
        return c.json({ seq, nominationId: row.nomination_id, revision: revision() }, 201)
      })
    })
    .openapi(remove, (c) => {
      const nominationId = normalId(c.req.valid('param').id)
      return serially('', async () => {
        const [row] = await warehouse.current('nomination', [nominationId])
        const alike = row === undefined ? [] : standingLike(row, await warehouse.nominations(row.for_day))
        const inside = await places.within({ scope: scopeOf(c) })
        if (row === undefined || !alike.every(({ areaId }) => isSeen(areaId, inside)))
          throw new Refusal('not-found', 'There is no such nomination; it may have been taken back already.')
        const ids = alike.map((one) => one.nominationId)
        const body = { rows: {}, withdrawn: [{ table: 'nomination' as const, ids }] }
        const { seq } = await c.get('timing').measure('commit', () => home.commit({ kind: 'rows', body }))
        return c.json({ seq, nominationId, revision: revision() }, 200)
      })
    })
}

/** Whether a nomination for a cell, or a site in it, is for somebody’s eyes; null for `inside`: all are. */
function isSeen(cellId: string | null, inside: ReadonlySet<string> | null): boolean {
  return inside === null || (cellId !== null && inside.has(cellId))
}
