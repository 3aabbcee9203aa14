import { createRoute } from '@hono/zod-openapi'
import { invitationAnswer, peopleAnswer, person, personPost, personPut } from '#data/contract/people.ts'
import { noQuery } from '#data/contract/queries.ts'
import { personOf } from '#server/access/people.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { always, idParams, json } from './described.ts'
import { newRoutes, type Parts } from './routes.ts'

const tags = ['Access']
const writes = ['bad-body', 'body-too-large', 'not-found', 'conflict', 'disk-full'] as const

const list = createRoute({
  method: 'get',
  path: '/people',
  tags,
  summary: 'Who may sign in',
  request: { query: noQuery },
  responses: { 200: json(peopleAnswer, 'By account'), ...problems(...always) },
})
const add = createRoute({
  method: 'post',
  path: '/people',
  tags,
  summary: 'Add somebody; the answer holds the token of a link with which they set their own password',
  request: {
    query: noQuery,
    body: { required: true, content: { 'application/json': { schema: personPost } } },
  },
  responses: { 201: json(invitationAnswer, 'Added'), ...problems(...always, ...writes) },
})
const change = createRoute({
  method: 'put',
  path: '/people/{id}',
  tags,
  summary: 'Change somebody’s name, roles, area, or whether they may sign in; their open pages close',
  request: {
    params: idParams,
    query: noQuery,
    body: { required: true, content: { 'application/json': { schema: personPut } } },
  },
  responses: { 200: json(person, 'Changed'), ...problems(...always, ...writes) },
})
const invite = createRoute({
  method: 'post',
  path: '/people/{id}/invitation',
  tags,
  summary: 'A new link for somebody to set their password; an earlier one is void',
  request: { params: idParams, query: noQuery },
  responses: { 201: json(invitationAnswer, 'Invited'), ...problems(...always, 'not-found', 'disk-full') },
})
const dropFactor = createRoute({
  method: 'delete',
  path: '/people/{id}/second-factor',
  tags,
  summary: 'Take somebody’s second factor away: the phone is lost; their sessions end',
  request: { params: idParams, query: noQuery },
  responses: { 204: { description: 'Done' }, ...problems(...always, 'not-found', 'disk-full') },
})

export function peopleRoutes({ access, places }: Parts) {
  const { people, sessions } = access

  async function refuseUnknownArea(scope: string | null): Promise<void> {
    if (scope !== null && (await places.areas()).byId(scope) === undefined)
      throw new Refusal('bad-body', 'There is no such area; /api/areas lists them.', [
        { field: 'scope', reason: 'no such area' },
      ])
  }
  const invited = async (id: string) => {
    const { person, token, until } = await people.invite(id)
    return { person: personOf(person), token, until: new Date(until).toISOString() }
  }

  return newRoutes()
    .openapi(list, (c) => {
      c.header('cache-control', 'no-store')
      const all = people.list().toSorted((a, b) => (a.account < b.account ? -1 : 1))
      return c.json({ people: all.map(personOf) }, 200)
    })
    .openapi(add, async (c) => {
      const given = c.req.valid('json')
      await refuseUnknownArea(given.scope)
      const added = await people.add({ ...given, roles: [...new Set(given.roles)], passwordHash: null })
      c.header('cache-control', 'no-store')
      return c.json(await invited(added.id), 201)
    })
    .openapi(change, async (c) => {
      const given = c.req.valid('json')
      await refuseUnknownArea(given.scope)
      const { id } = c.req.valid('param')
      const before = people.byId(id)
      const after = await people.change(id, (one) => ({ ...one, ...given, roles: [...new Set(given.roles)] }))
      if (after.isDisabled) await sessions.end(({ personId }) => personId === id)
      if (before?.version !== after.version) access.changed()
      return c.json(personOf(after), 200)
    })
    .openapi(invite, async (c) => {
      c.header('cache-control', 'no-store')
      return c.json(await invited(c.req.valid('param').id), 201)
    })
    .openapi(dropFactor, async (c) => {
      const { id } = c.req.valid('param')
      await people.change(id, (one) => ({ ...one, secondFactor: null, offeredSecret: null }))
      await sessions.end(({ personId }) => personId === id)
      return c.body(null, 204)
    })
}
