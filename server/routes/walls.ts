import { createRoute, z } from '@hono/zod-openapi'
import { noQuery } from '#data/contract/queries.ts'
import { sceneSet, wallId, wallsAnswer } from '#data/contract/walls.ts'
import { problems } from '#server/http/problem.ts'
import { always, done, json, jsonBody } from './described.ts'
import { newRoutes, type Parts } from './routes.ts'

const tags = ['Walls']
const params = z.strictObject({ id: wallId })

const list = createRoute({
  method: 'get',
  path: '/walls',
  tags,
  summary: 'What walls show: scene sets by the name in their address',
  request: { query: noQuery },
  responses: { 200: json(wallsAnswer, 'Scene sets'), ...problems(...always) },
})
const put = createRoute({
  method: 'put',
  path: '/walls/{id}',
  tags,
  summary: 'Add a scene set, or change it; walls that show it take it up within a minute',
  request: { params, query: noQuery, body: jsonBody(sceneSet) },
  responses: {
    ...done,
    ...problems(...always, 'bad-body', 'body-too-large', 'conflict', 'disk-full'),
  },
})
const remove = createRoute({
  method: 'delete',
  path: '/walls/{id}',
  tags,
  summary: 'Remove a scene set',
  request: { params, query: noQuery },
  responses: { ...done, ...problems(...always, 'not-found', 'conflict', 'disk-full') },
})

export function wallRoutes({ access }: Parts) {
  const { walls } = access
  return newRoutes()
    .openapi(list, (c) => {
      c.header('cache-control', 'no-store')
      return c.json({ sets: walls.list() }, 200)
    })
    .openapi(put, async (c) => {
      await walls.put(c.req.valid('param').id, c.req.valid('json'))
      return c.body(null, 204)
    })
    .openapi(remove, async (c) => {
      await walls.remove(c.req.valid('param').id)
      return c.body(null, 204)
    })
}
