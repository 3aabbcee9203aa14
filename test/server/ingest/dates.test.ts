import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { dateReader, type DateStep } from '#server/ingest/dates.ts'

const read = (text: string, step: DateStep) => {
  const answer = dateReader(step)(text)
  return 'ok' in answer ? answer.ok : answer.code
}
const chicago = { format: 'yyyy-MM-dd HH:mm', zone: 'America/Chicago', to: 'instant' } as const

test('a day without a time of day is its first instant in the zone', () => {
  const day = { format: 'yyyy-MM-dd', to: 'instant' } as const
  expect(read('2011-09-02', { ...day, zone: 'America/Chicago' })).toBe('2011-09-02T05:00:00.000Z')
  expect(read('2026-11-23', { ...day, zone: 'Asia/Shanghai' })).toBe('2026-11-22T16:00:00.000Z')
  // On this day São Paulo's clocks went from 00:00 to 01:00.
  expect(read('2018-11-04', { ...day, zone: 'America/Sao_Paulo' })).toBe('2018-11-04T03:00:00.000Z')
})

test('a time that the clocks skipped is refused, one they showed twice is the earlier', () => {
  expect(read('2024-03-10 01:59', chicago)).toBe('2024-03-10T07:59:00.000Z')
  expect(read('2024-03-10 02:30', chicago)).toBe('no-such-time')
  expect(read('2024-11-03 01:30', chicago)).toBe('2024-11-03T06:30:00.000Z')
  expect(read('2024-11-03 02:00', chicago)).toBe('2024-11-03T08:00:00.000Z')
})

test('what a zone’s clocks show comes back as that, never later than the instant it was written at', () => {
  const format = 'yyyy-MM-dd HH:mm:ss'
  const zones = [
    'America/Chicago',
    'Asia/Shanghai',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'America/Sao_Paulo',
  ]
  const readers = new Map(zones.map((zone) => [zone, dateReader({ format, zone, to: 'instant' })]))
  // Half of them within three hours of a change of clocks, where there is something to go wrong.
  const changes = [1_710_057_600, 1_730_617_200, 1_712_415_600, 1_728_142_200, 1_541_300_400].map(
    (s) => s * 1000,
  )
  const moment = fc.oneof(
    fc.integer({ min: 0, max: 1_900_000_000 }).map((seconds) => seconds * 1000),
    fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -10_800, max: 10_800 }))
      .map(([change, seconds]) => change + seconds * 1000),
  )
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, ms) => {
      const shown = DateTime.fromMillis(ms, { zone }).toFormat(format)
      const answer = readers.get(zone)?.(shown)
      if (answer === undefined || !('ok' in answer)) throw new Error(`${shown} in ${zone} was refused`)
      expect(DateTime.fromISO(answer.ok, { zone }).toFormat(format)).toBe(shown)
      expect(Date.parse(answer.ok)).toBeLessThanOrEqual(ms)
    }),
    { numRuns: 300 },
  )
})

test('only what has the declared format is a date; the first format of a list that fits is taken', () => {
  const us = { format: 'MM/dd/yyyy', to: 'date' } as const
  expect(read('06/07/2012', us)).toBe('2012-06-07')
  for (const wrong of ['13/01/2012', '6/7/2012', '2012-06-07', '02/30/2012', '０６/07/2012', '06/07/2012 '])
    expect(read(wrong, us)).toBe('not-a-date')
  const either = { format: ['MM/dd/yyyy', "d. MMM yyyy 'at' H:mm"], to: 'date' } as const
  expect(read('7. Jun 2012 at 9:05', { ...either, format: [...either.format] })).toBe('2012-06-07')
  expect(read('06/07/1812', us)).toBe('out-of-range')
})

test('ISO text with an offset needs no zone, without one it does', () => {
  const iso = { format: 'iso', to: 'instant' } as const
  expect(read('2026-11-23T09:30:00+08:00', iso)).toBe('2026-11-23T01:30:00.000Z')
  expect(read('2026-11-23 09:30', iso)).toBe('not-a-date')
  expect(read('2026-11-23 09:30', { ...iso, zone: 'Asia/Shanghai' })).toBe('2026-11-23T01:30:00.000Z')
  expect(read('2026-11-22T20:30:00Z', { format: 'iso', zone: 'Asia/Shanghai', to: 'date' })).toBe(
    '2026-11-23',
  )
})

test('spreadsheet serials are read where they are declared, in their own epoch', () => {
  expect(read('45000', { format: 'excel-1900', to: 'date' })).toBe('2023-03-15')
  expect(read('43538', { format: 'excel-1904', to: 'date' })).toBe('2023-03-15')
  expect(read('45000.5', { format: 'excel-1900', zone: 'Asia/Shanghai', to: 'instant' })).toBe(
    '2023-03-15T04:00:00.000Z',
  )
  expect(read('45000', { format: 'yyyy-MM-dd', to: 'date' })).toBe('not-a-date')
  expect(read('60', { format: 'excel-1900', to: 'date' })).toBe('out-of-range')
})

test('an instant without a zone, and a zone that does not exist, are mistakes of the mapping', () => {
  expect(() => dateReader({ format: 'yyyy-MM-dd HH:mm', to: 'instant' })).toThrow(/zone/)
  expect(() => dateReader({ ...chicago, zone: 'Chicago' })).toThrow(/IANA/)
})
