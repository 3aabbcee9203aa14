import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedPaths, draftOf, rebased, settingsOf, type Draft } from '#client/settings/draft.ts'
import { pathOf } from '#client/settings/fields.ts'
import { defaultSettings, settingsSchema, type Settings } from '#data/contract/settings.ts'
import { kinds, modes } from '#data/contract/tables.ts'

const days = fc.integer({ min: 1, max: 3650 })
const rising = fc
  .uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 4, maxLength: 4 })
  .map(([a = 1, b = 2, c = 3, d = 4]) => [a, b, c, d].toSorted((x, y) => x - y))
  .map(([a = 1, b = 2, c = 3, d = 4]): [number, number, number, number] => [a, b, c, d])
const name = fc.stringMatching(/^[a-z一-龥]{1,20}$/)
const settings: fc.Arbitrary<Settings> = fc.record({
  district: fc.record({ name, nameEn: name, synthetic: fc.boolean() }),
  zone: fc.constantFrom('Asia/Shanghai', 'America/Chicago'),
  intervals: fc.record({
    site: days,
    kinds: fc.dictionary(fc.constantFrom(...kinds), days, { noNullPrototype: true }),
    cell: days,
    community: days,
    district: days,
  }),
  qualifyingModes: fc.subarray([...modes], { minLength: 1 }),
  bandBreaks: rising,
  densityBreaks: rising,
  caps: fc.record({
    site30: days,
    site365: days,
    unit30: fc.option(days, { nil: null }),
    unit365: fc.option(days, { nil: null }),
  }),
  cooldown: fc.record({ closedDays: fc.nat(30), chanceOnlyDays: fc.nat(30) }),
  workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  holidays: fc.uniqueArray(fc.constantFrom('2026-10-01', '2026-10-02', '2027-01-01')),
  campaign: fc.option(fc.record({ name, nameEn: name, startsOn: fc.constant('2026-01-29') }), { nil: null }),
  shares: fc
    .tuple(fc.nat(450), fc.nat(450))
    .map(([risk, overdue]) => ({ risk, overdue, chance: 1000 - risk - overdue })),
  h3Resolution: fc.integer({ min: 5, max: 11 }),
  pinnedAsOf: fc.option(fc.constant('2014-12-31'), { nil: null }),
})

test('settings survive the form, and what the form says the server accepts', () => {
  fc.assert(
    fc.property(settings, (given) => {
      const told = settingsOf(draftOf(given))
      expect(told).toEqual({ settings: given })
      expect(settingsSchema.safeParse(given).success).toBe(true)
    }),
  )
})

const wrong = (patch: Partial<Draft>) => {
  const told = settingsOf({ ...draftOf(defaultSettings), ...patch })
  return 'reasons' in told ? told.reasons : {}
}

test('each field that is wrong is named, with its reason', () => {
  expect(wrong({ 'district.name': ' ' })).toEqual({ 'district.name': { says: 'required' } })
  expect(wrong({ 'intervals.cell': '1.5' })).toEqual({ 'intervals.cell': { says: 'number' } })
  expect(wrong({ 'intervals.cell': '0' })).toEqual({ 'intervals.cell': { says: 'range', min: 1, max: 3650 } })
  expect(wrong({ 'bandBreaks.1': '400' })).toEqual({ 'bandBreaks.1': { says: 'rising' } })
  expect(wrong({ 'shares.risk': '600' })).toEqual({ 'shares.risk': { says: 'shares', sum: 1100 } })
  expect(wrong({ holidays: '2026-10-01\n2026-10-32' })).toEqual({ holidays: { says: 'day' } })
  expect(wrong({ qualifyingModes: '' })).toEqual({ qualifyingModes: { says: 'some' } })
  expect(wrong({ 'campaign.name': '行动' })).toEqual({
    'campaign.nameEn': { says: 'campaign' },
    'campaign.startsOn': { says: 'campaign' },
  })
})

test('an empty interval of a kind is none, not 0', () => {
  const told = settingsOf({ ...draftOf(defaultSettings), 'intervals.kinds.market': '' })
  expect('settings' in told && told.settings.intervals.kinds.market).toBeUndefined()
})

test('own changes are carried over to a newer version, all else is the newer one', () => {
  const base = draftOf(defaultSettings)
  const mine = { ...base, 'intervals.cell': '10' }
  const theirs = { ...base, 'intervals.site': '20', 'intervals.cell': '12' }
  const merged = rebased(base, mine, theirs)
  expect(merged['intervals.site']).toBe('20')
  expect(merged['intervals.cell']).toBe('10')
  expect(changedPaths(theirs, merged)).toEqual(['intervals.cell'])
})

test('what the server complains about is found in the form', () => {
  expect(pathOf('settings.intervals.cell')).toBe('intervals.cell')
  expect(pathOf('settings.bandBreaks')).toBe('bandBreaks.0')
  expect(pathOf('settings.nonsense')).toBeNull()
})
