import { afterAll, beforeAll, expect, it } from 'vitest'
import { problemSchema } from '#data/contract/api.ts'
import { createTurns } from '#server/http/turns.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'

let served: Served
beforeAll(async () => {
  served = await serveRows(fourCells())
})
afterAll(() => served.close())

it('so many at once, the next wait in their order, and who comes on top is told so', async () => {
  const turns = createTurns({ atOnce: 2, mostWaiting: 2, busy: 'later' })
  const order: number[] = []
  const ends: (() => void)[] = []
  const works = [0, 1, 2, 3, 4].map((n) =>
    turns(async () => {
      order.push(n)
      await new Promise<void>((resolve) => ends.push(resolve))
      return n
    }).catch((error: unknown) => String(error)),
  )
  expect(order).toEqual([0, 1])
  expect(await works[4]).toContain('later')
  ends[1]?.()
  expect(await works[1]).toBe(1)
  expect(order).toEqual([0, 1, 2])
  for (const end of ends) end()
  await Promise.all([works[0], works[2]])
  for (const end of ends) end()
  expect(await works[3]).toBe(3)
})

it('work that fails leaves its place to the next', async () => {
  const turns = createTurns({ atOnce: 1, mostWaiting: 1, busy: 'later' })
  const first = turns(() => Promise.reject(new Error('no')))
  const second = turns(() => Promise.resolve('yes'))
  await expect(first).rejects.toThrow('no')
  expect(await second).toBe('yes')
  expect(await turns(() => Promise.resolve('again'))).toBe('again')
})

it('of a flood of heavy questions some are answered, the others are told when to ask again, and light ones pass', async () => {
  const paths = Array.from({ length: 120 }, (_, i) => `/api/playback?days=${30 + i}`)
  const flood = paths.map((path) => served.get(path))
  const light = await served.get('/api/coverage')
  expect(light.status).toBe(200)
  const answers = await Promise.all(flood)
  const refused = answers.filter(({ status }) => status === 503)
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(34)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.length + answers.filter(({ status }) => status === 200).length).toBe(120)
  for (const answer of refused) {
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(problemSchema.parse(await answer.json()).code).toBe('busy')
  }
  expect((await served.get(paths[119] ?? '')).status).toBe(200)
})

it('the same heavy question asked by many is made once and takes one turn', async () => {
  const same = await Promise.all(Array.from({ length: 120 }, () => served.get('/api/playback?days=200')))
  expect(new Set(same.map(({ status }) => status))).toEqual(new Set([200]))
})
