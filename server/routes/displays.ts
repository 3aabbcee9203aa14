import { createRoute } from '@hono/zod-openapi'
import {
  challengeAnswer,
  display,
  displayPost,
  displayPut,
  displaysAnswer,
  displaySessionAnswer,
  displaySessionPost,
  pairingAnswer,
  pairingPost,
} from '#data/contract/displays.ts'
import { noQuery } from '#data/contract/queries.ts'
import { displayS } from '#server/access/displays.ts'
import { problems } from '#server/http/problem.ts'
import { always, done, idParams, json, jsonBody } from './described.ts'
import { newRoutes, type Parts } from './routes.ts'

const tags = ['Access']
const writes = ['bad-body', 'body-too-large', 'disk-full'] as const

const pairing = createRoute({
  method: 'post',
  path: '/displays/pairing',
  tags,
  summary: 'A screen asks whether it is paired, and for the code to show until it is',
  request: { query: noQuery, body: jsonBody(pairingPost) },
  responses: {
    200: json(pairingAnswer, 'Paired, or the code; the same one while it is good'),
    ...problems(...always, ...writes, 'throttled'),
  },
})
const challenge = createRoute({
  method: 'post',
  path: '/displays/challenge',
  tags,
  summary: 'What a screen is to sign with its key',
  request: { query: noQuery },
  responses: { 200: json(challengeAnswer, 'Good for a minute, once'), ...problems(...always) },
})
const begin = createRoute({
  method: 'post',
  path: '/displays/session',
  tags,
  summary: 'A screen proves that it has its key, and gets a cookie for five minutes',
  request: { query: noQuery, body: jsonBody(displaySessionPost) },
  responses: {
    200: json(displaySessionAnswer, 'Let in'),
    ...problems(...always, ...writes, 'unauthenticated'),
  },
})
const list = createRoute({
  method: 'get',
  path: '/displays',
  tags,
  summary: 'The displays that are paired',
  request: { query: noQuery },
  responses: { 200: json(displaysAnswer, 'By name'), ...problems(...always) },
})
const pair = createRoute({
  method: 'post',
  path: '/displays',
  tags,
  summary: 'Pair the screen that shows a code',
  request: { query: noQuery, body: jsonBody(displayPost) },
  responses: { 201: json(display, 'Paired'), ...problems(...always, ...writes, 'not-found', 'conflict') },
})
const rename = createRoute({
  method: 'put',
  path: '/displays/{id}',
  tags,
  summary: 'Give a display another name',
  request: { params: idParams, query: noQuery, body: jsonBody(displayPut) },
  responses: { ...done, ...problems(...always, ...writes, 'not-found') },
})
const revoke = createRoute({
  method: 'delete',
  path: '/displays/{id}',
  tags,
  summary: 'Put a display out; what it has open closes at once',
  request: { params: idParams, query: noQuery },
  responses: { ...done, ...problems(...always, 'not-found', 'disk-full') },
})

export function displayRoutes({ access, now }: Parts) {
  const { displays } = access
  return newRoutes()
    .openapi(pairing, (c) => {
      const found = displays.pairing(c.req.valid('json').key, access.fromOf(c).source)
      c.header('cache-control', 'no-store')
      if (found === 'paired') return c.json({ state: 'paired' as const }, 200)
      const forS = Math.max(1, Math.round((found.until - now().getTime()) / 1000))
      return c.json({ state: 'waiting' as const, code: found.code, forS }, 200)
    })
    .openapi(challenge, (c) => {
      c.header('cache-control', 'no-store')
      return c.json({ challenge: displays.challenge() }, 200)
    })
    .openapi(begin, async (c) => {
      const { token, name } = await displays.begin(c.req.valid('json'))
      access.putDisplay(c, token)
      c.header('cache-control', 'no-store')
      return c.json({ name, forS: displayS }, 200)
    })
    .openapi(list, (c) => {
      c.header('cache-control', 'no-store')
      return c.json({ displays: displays.list().toSorted((a, b) => (a.name < b.name ? -1 : 1)) }, 200)
    })
    .openapi(pair, async (c) => {
      const { code, name } = c.req.valid('json')
      return c.json(await displays.pair(code, name, c.get('identity')?.account ?? ''), 201)
    })
    .openapi(rename, async (c) => {
      await displays.rename(c.req.valid('param').id, c.req.valid('json').name)
      return c.body(null, 204)
    })
    .openapi(revoke, async (c) => {
      await displays.revoke(c.req.valid('param').id)
      return c.body(null, 204)
    })
}
