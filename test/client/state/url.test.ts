import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOfNo } from '#client/state/days.ts'
import {
  columnForms,
  languages,
  layouts,
  measures,
  plainLook,
  rankOrders,
  rates,
  lits,
  themes,
  type Look,
} from '#client/state/look.ts'
import { readLook, viewParameters, writeLook } from '#client/state/url.ts'
import { kinds, modes } from '#data/contract/tables.ts'

const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })
const someOf = <T>(values: readonly T[]) =>
  maybe(fc.subarray([...values], { minLength: 1, maxLength: values.length }))
const day = fc.integer({ min: -25_000, max: 80_000 }).map(dayOfNo)
const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
const sectors = maybe(
  fc
    .uniqueArray(
      text.filter((name) => !name.includes(',')),
      { minLength: 1, maxLength: 5 },
    )
    .map((names) => names.toSorted()),
)

const looks: fc.Arbitrary<Look> = fc.record({
  asOf: maybe(day),
  knownAt: maybe(day),
  windowDays: fc.integer({ min: 1, max: 3650 }),
  measure: fc.constantFrom(...measures),
  rate: fc.constantFrom(...rates),
  kinds: someOf(kinds),
  sectors,
  modes: someOf(modes),
  severities: someOf([1, 2, 3, 4]),
  show: someOf(lits),
  bins: maybe(
    fc
      .tuple(fc.integer({ min: 0, max: 29 }), fc.integer({ min: 0, max: 29 }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
  ),
  order: fc.constantFrom(...rankOrders),
  cell: maybe(text),
  site: maybe(text),
  layout: fc.constantFrom(...layouts),
  columns: fc.constantFrom(...columnForms),
  language: maybe(fc.constantFrom(...languages)),
  theme: maybe(fc.constantFrom(...themes)),
})

test('a look survives its link', () => {
  fc.assert(
    fc.property(looks, (look) => {
      expect(readLook(writeLook(look))).toEqual(look)
    }),
  )
})

test('any link opens, and says the same when it is written again', () => {
  const names = [
    'asOf',
    'window',
    'kinds',
    'sectors',
    'show',
    'measure',
    'lang',
    'severities',
    'cell',
    'bins',
  ]
  const wild = fc.array(fc.tuple(fc.constantFrom(...names), fc.string({ unit: 'binary' })))
  fc.assert(
    fc.property(wild, (pairs) => {
      const look = readLook(`?${new URLSearchParams(pairs)}`)
      expect(readLook(writeLook(look))).toEqual(look)
    }),
  )
})

test('the plain look has an empty link', () => {
  expect(writeLook(plainLook)).toBe('')
  expect(readLook('')).toEqual(plainLook)
})

test('a mistyped value is left out, the rest of the link stands', () => {
  const look = readLook('?asOf=2026-02-30&window=abc&kinds=market,nonsense&measure=speed&cell=A1')
  expect(look).toEqual({ ...plainLook, kinds: ['market'], cell: 'A1' })
})

test('the server is asked only what it knows', () => {
  const look: Look = {
    ...plainLook,
    asOf: '2026-11-22',
    cell: 'A',
    language: 'en',
    show: ['never'],
    windowDays: 90,
  }
  expect(viewParameters(look).toString()).toBe('asOf=2026-11-22&window=90')
})
