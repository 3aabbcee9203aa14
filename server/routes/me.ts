import { createRoute } from '@hono/zod-openapi'
import { demoRolePost, meAnswer, personRoles, type MeAnswer } from '#data/contract/access.ts'
import { secondFactorState, type SecondFactorState } from '#data/contract/people.ts'
import { noQuery } from '#data/contract/queries.ts'
import { isFromThisMachine } from '#server/access/asker.ts'
import { chooseDemoRole } from '#server/access/demo.ts'
import { allowedTo } from '#server/access/policy.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { newRoutes, type Parts } from './routes.ts'

const me = createRoute({
  method: 'get',
  path: '/me',
  tags: ['Access'],
  summary: 'Who this browser is to the server, and what it may ask',
  request: { query: noQuery },
  responses: {
    200: { description: 'Who asks', content: { 'application/json': { schema: meAnswer } } },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

const demoRole = createRoute({
  method: 'put',
  path: '/me/demo-role',
  tags: ['Access'],
  summary: 'Choose as whom to look at a demo on its own machine',
  request: {
    query: noQuery,
    body: { required: true, content: { 'application/json': { schema: demoRolePost } } },
  },
  responses: {
    204: { description: 'Chosen' },
    ...problems('bad-parameter', 'bad-body', 'body-too-large', 'forbidden', 'not-allowed'),
    ...problems('starting', 'internal'),
  },
})

const secondFactor = createRoute({
  method: 'get',
  path: '/me/second-factor',
  tags: ['Access'],
  summary: 'Whether one’s own second factor is asked for at sign-in',
  request: { query: noQuery },
  responses: {
    200: { description: 'Whether', content: { 'application/json': { schema: secondFactorState } } },
    ...problems('bad-parameter', 'forbidden', 'not-found', 'starting', 'internal'),
  },
})

export function meRoutes({ access }: Parts) {
  return newRoutes()
    .openapi(me, (c) => {
      const identity = c.get('identity')
      c.header('cache-control', 'no-store')
      return c.json(
        {
          identity,
          may: allowedTo(identity, isFromThisMachine(c)),
          demoRoles: access.isDemo(c) ? [...personRoles] : null,
          needsSetup: identity === null && access.people.list().length === 0,
          signInBy: access.oidc?.name ?? null,
        } satisfies MeAnswer,
        200,
      )
    })
    .openapi(secondFactor, (c) => {
      const identity = c.get('identity')
      const person = identity?.kind === 'person' ? access.people.byId(identity.id) : null
      if (person === null)
        throw new Refusal('not-found', 'This is for people with an account; a demo has none.')
      c.header('cache-control', 'no-store')
      return c.json({ isOn: person.secondFactor !== null } satisfies SecondFactorState, 200)
    })
    .openapi(demoRole, (c) => {
      if (!access.isDemo(c))
        throw new Refusal(
          'not-allowed',
          'A role can be chosen only in a demo without accounts, on its own machine.',
        )
      chooseDemoRole(c, c.req.valid('json').role)
      return c.body(null, 204)
    })
}
