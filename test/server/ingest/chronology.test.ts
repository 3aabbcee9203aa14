import { describe, expect, test } from 'vitest'
import type { Row } from '#data/contract/tables.ts'
import { chronologyFaults } from '#server/ingest/chronology.ts'
import { issueRow, visitRow } from '#test/support/projection.ts'

const clock = { now: new Date('2026-03-10T04:00:00.000Z'), zone: 'Asia/Shanghai' }
const visit = (visited_at: string, recorded_at: string | null = null) =>
  told('visit', { ...visitRow({ visit_id: 'v', site_id: 's', visited_at, recorded_at }) })
/** Raised at one in the morning of 10 March in Shanghai, on 9 March in UTC and in Chicago. */
const issue = (row: Partial<Row<'issue'>>, zone?: string) =>
  told(
    'issue',
    { ...issueRow({ issue_id: 'i', site_id: 's', raised_at: '2026-03-09T17:00:00.000Z', ...row }) },
    zone,
  )

function told(
  table: 'visit' | 'issue',
  row: Record<string, string | number | boolean | null | readonly string[]>,
  zone = clock.zone,
) {
  return chronologyFaults(table, row, { ...clock, zone }).map(({ field, code }) => `${field} ${code}`)
}

describe('a row is refused that', () => {
  test('happened later than a day from now', () => {
    expect(visit('2026-03-11T04:00:00.000Z')).toEqual([])
    expect(visit('2026-03-11T04:00:00.001Z')).toEqual(['visit.visited_at future'])
    expect(issue({ raised_at: '2030-01-01T00:00:00.000Z' })).toEqual(['issue.raised_at future'])
  })

  test('was recorded more than a minute before it happened', () => {
    expect(visit('2026-03-09T04:01:00.000Z', '2026-03-09T04:00:00.000Z')).toEqual([])
    expect(visit('2026-03-09T04:01:00.001Z', '2026-03-09T04:00:00.000Z')).toEqual([
      'visit.recorded_at out-of-order',
    ])
    expect(issue({ recorded_at: '2026-03-09T16:00:00.000Z' })).toEqual(['issue.recorded_at out-of-order'])
  })

  test.each(['rectified_on', 'rechecked_on', 'closed_on'] as const)(
    'is %s more than a day before the local day it was raised on',
    (column) => {
      expect(issue({ [column]: '2026-03-09' })).toEqual([])
      expect(issue({ [column]: '2026-03-08' })).toEqual([`issue.${column} out-of-order`])
      expect(issue({ [column]: '2026-03-08' }, 'America/Chicago')).toEqual([])
    },
  )

  test('was due before the local day it was raised on', () => {
    expect(issue({ due_on: '2026-03-10' })).toEqual([])
    expect(issue({ due_on: '2026-03-09' })).toEqual(['issue.due_on out-of-order'])
    expect(issue({ due_on: '2026-03-09' }, 'America/Chicago')).toEqual([])
    expect(issue({ due_on: '2026-03-08', closed_on: '2026-03-01' })).toHaveLength(2)
  })
})
