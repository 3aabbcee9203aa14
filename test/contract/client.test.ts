import { hc } from 'hono/client'
import { afterAll, beforeAll, expect, expectTypeOf, it } from 'vitest'
import type { CountersAnswer, RankingAnswer } from '#data/contract/api.ts'
import type { App } from '#server/app.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'

let served: Served
beforeAll(async () => {
  served = await serveRows(fourCells())
})
afterAll(() => served.close())

it('knows every route, its query and its answer by type alone', async () => {
  const client = hc<App>('http://localhost', { fetch: served.app.request })
  const ranking = await client.api.ranking.$get({ query: { level: 'cell', by: 'debt', limit: '2' } })
  if (ranking.status !== 200) throw new Error('the ranking is there')
  const { items } = await ranking.json()
  expectTypeOf(items).toEqualTypeOf<RankingAnswer['items']>()
  expect(items).toHaveLength(2)
  // @ts-expect-error: there is no such parameter
  const wrong = await client.api.counters.$get({ query: { colour: 'red' } })
  expect(wrong.status).toBe(400)
  const counters = await client.api.counters.$get({ query: {} })
  if (counters.status === 200) expectTypeOf(await counters.json()).toEqualTypeOf<CountersAnswer>()
})
