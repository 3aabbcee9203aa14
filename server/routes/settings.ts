import { isDeepStrictEqual } from 'node:util'
import { createRoute } from '@hono/zod-openapi'
import { settingsAnswer, settingsUpdate, type SettingsAnswer } from '#data/contract/api.ts'
import { noQuery } from '#data/contract/queries.ts'
import { problems } from '#server/http/problem.ts'
import { encodeJson } from './columns.ts'
import { askJson, newRoutes, type Parts } from './routes.ts'

const read = createRoute({
  method: 'get',
  path: '/settings',
  tags: ['Settings'],
  summary: 'The settings in force and their version',
  request: { query: noQuery },
  responses: {
    200: { description: 'Settings', content: { 'application/json': { schema: settingsAnswer } } },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

const change = createRoute({
  method: 'put',
  path: '/settings',
  tags: ['Settings'],
  summary: 'Change the settings: a new version, kept beside the old ones',
  request: {
    query: noQuery,
    body: { required: true, content: { 'application/json': { schema: settingsUpdate } } },
  },
  responses: {
    200: {
      description: 'The new version, or the one in force where nothing changes',
      content: { 'application/json': { schema: settingsAnswer } },
    },
    ...problems('bad-parameter', 'bad-body', 'body-too-large', 'forbidden', 'conflict'),
    ...problems('read-only', 'starting', 'disk-full', 'internal'),
  },
})

export function settingsRoutes({ answers, home }: Parts) {
  return newRoutes()
    .openapi(read, (c) =>
      askJson<SettingsAnswer, object>(answers, c, {
        name: 'settings',
        open: true,
        query: () => ({}),
        make: (_, { settingsVersion, settings }) =>
          Promise.resolve(encodeJson({ version: settingsVersion, settings } satisfies SettingsAnswer)),
      }),
    )
    .openapi(change, async (c) => {
      const { version, settings } = c.req.valid('json')
      const { settingsVersion, settings: standing } = home.warehouse.state
      const isSame = version === settingsVersion && isDeepStrictEqual(settings, standing)
      if (isSame && home.damage === null) return c.json({ version, settings: standing }, 200)
      const next = { version: version + 1, settings }
      await home.commit({ kind: 'settings', body: next })
      return c.json(next, 200)
    })
}
