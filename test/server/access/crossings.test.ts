import { expect, it } from 'vitest'
import { createCrossings } from '#server/access/crossings.ts'

const crossing = (state: string) => ({
  state,
  nonce: 'n',
  verifier: 'v',
  returnTo: 'http://localhost/back',
  way: '/',
  before: { sessionId: null, device: null },
})

it('so many that memory holds them are under way; beyond, the oldest are void', () => {
  const crossings = createCrossings(() => new Date(0))
  const browser = crossings.begin(crossing('s0'), null)
  for (let i = 1; i <= 1000; i++) crossings.begin(crossing(`s${i}`), browser)
  expect(crossings.take('s0', browser)).toBeNull()
  expect(crossings.take('s1', browser)?.state).toBe('s1')
  expect(crossings.take('s1000', browser)?.state).toBe('s1000')
})

it('those that are too old make room before any that is not', () => {
  let at = 0
  const crossings = createCrossings(() => new Date(at))
  const browser = crossings.begin(crossing('old'), null)
  at = 300_000
  crossings.begin(crossing('young'), browser)
  at = 600_000
  for (let i = 0; i < 998; i++) crossings.begin(crossing(`s${i}`), browser)
  crossings.begin(crossing('last'), browser)
  expect(crossings.take('old', browser)).toBeNull()
  expect(crossings.take('young', browser)?.state).toBe('young')
})

it('a browser keeps its token from one to the next, and none is taken that is no token', () => {
  const crossings = createCrossings(() => new Date(0))
  const browser = crossings.begin(crossing('a'), null)
  expect(browser).toMatch(/^[\w-]{43}$/)
  expect(crossings.begin(crossing('b'), browser)).toBe(browser)
  for (const other of ['', 'x', `${browser}x`])
    expect(crossings.begin(crossing(`c${other}`), other)).not.toBe(other)
  expect(crossings.take('a', null)).toBeNull()
  expect(crossings.take('a', `${browser}x`)).toBeNull()
  expect(crossings.take('a', browser)?.state).toBe('a')
})
