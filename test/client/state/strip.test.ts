import { expect, test } from 'vitest'
import { attemptOf, stripOf } from '#client/state/strip.ts'
import type { HistoryVisit } from '#data/contract/questions.ts'

const visit = (day: string, over: Partial<HistoryVisit> = {}): HistoryVisit => ({
  visitId: `${day}${over.mode ?? ''}${over.result ?? ''}`,
  siteId: 'S1',
  siteName: null,
  kind: 'market',
  visitedAt: `${day}T02:00:00.000Z`,
  recordedAt: null,
  day,
  mode: 'on-site',
  qualifying: true,
  result: 'pass',
  teamName: null,
  teamNameEn: null,
  issues: 0,
  late: false,
  ...over,
})
const call = { mode: 'phone', qualifying: false } as const
const miss = { qualifying: false, result: 'not-reached' } as const

test('a miss is a miss whatever its mode; a call that counts is a visit', () => {
  expect(attemptOf(visit('2026-11-01', miss))).toBe('missed')
  expect(attemptOf(visit('2026-11-01', { mode: 'phone', qualifying: true }))).toBe('on-site')
  expect(attemptOf(visit('2026-11-01', call))).toBe('phone')
})

test('a day shows the best that was tried on it', () => {
  const { marks } = stripOf(
    [visit('2026-11-01', miss), visit('2026-11-01'), visit('2026-11-02', call)],
    '2026-11-22',
  )
  expect(marks.map((mark) => mark.attempt)).toEqual(['on-site', 'phone'])
})

test('the strip ends with the day looked at and begins ninety days before it', () => {
  const { marks } = stripOf(
    [visit('2026-11-23'), visit('2026-11-22'), visit('2026-08-24'), visit('2026-08-23')],
    '2026-11-22',
  )
  expect(marks.map((mark) => mark.at)).toEqual([0, 1])
})

test('neglect runs from the last visit on site, not from calls or misses', () => {
  const { last, visitsOnSite } = stripOf(
    [visit('2026-11-20', call), visit('2026-11-10', miss), visit('2026-10-12'), visit('2026-09-01')],
    '2026-11-22',
  )
  expect(last?.attempt).toBe('on-site')
  expect(last?.dayNo).toBe(Date.parse('2026-10-12') / 86_400_000)
  expect(visitsOnSite).toBe(2)
})
