import { expect, test } from 'vitest'
import { byDay, daysToChoose, likelyReason, nominationsOf } from '#client/state/nominations.ts'
import type { NominationItem } from '#data/contract/api.ts'

const item = (nominationId: string, over: Partial<NominationItem>): NominationItem => ({
  nominationId,
  cellId: 'k1',
  siteId: null,
  areaId: 'k1',
  siteNo: null,
  kind: null,
  code: null,
  name: 'K',
  nameEn: null,
  known: true,
  forDay: '2026-11-27',
  reason: 'other',
  nominatedAt: '2026-11-26T02:00:00.000Z',
  ...over,
})
const ids = (items: readonly NominationItem[]) => items.map(({ nominationId }) => nominationId)

test('a day may be chosen from tomorrow to two weeks ahead, over the end of a month', () => {
  const days = daysToChoose('2026-11-26')
  expect([days[0], days.at(-1), days.length]).toEqual(['2026-11-27', '2026-12-10', 14])
})

test('a cell has its own nominations, not those of its sites; the soonest first', () => {
  const all = [
    item('later', { forDay: '2026-11-30' }),
    item('site', { cellId: null, siteId: 's1' }),
    item('sooner', {}),
    item('other', { cellId: 'k2' }),
  ]
  expect(ids(nominationsOf(all, { cellId: 'k1', siteId: null }))).toEqual(['sooner', 'later'])
  expect(ids(nominationsOf(all, { cellId: null, siteId: 's1' }))).toEqual(['site'])
})

test('by day: the soonest day first, within it as they came', () => {
  const all = [item('b', { forDay: '2026-12-01' }), item('c', {}), item('a', { forDay: '2026-12-01' })]
  expect(byDay(all).map(({ day, nominations }) => [day, ...ids(nominations)])).toEqual([
    ['2026-11-27', 'c'],
    ['2026-12-01', 'b', 'a'],
  ])
})

test('the likely reason: not visited before past due before open before anything else', () => {
  const known = { standing: 'long-overdue', open: 3, overdueIssues: 1 } as const
  expect(likelyReason(known)).toBe('long-unvisited')
  expect(likelyReason({ ...known, standing: 'never' })).toBe('long-unvisited')
  expect(likelyReason({ ...known, standing: 'fresh' })).toBe('rectification-due')
  expect(likelyReason({ ...known, standing: 'fresh', overdueIssues: 0 })).toBe('many-issues')
  expect(likelyReason({ standing: null, open: 0, overdueIssues: 0 })).toBe('other')
})
