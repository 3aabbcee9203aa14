import type { TableName } from '#data/contract/tables.ts'
import { localDay } from '#server/live/today.ts'
import type { CheckedRow } from './check.ts'
import { fault, type Fault } from './reject.ts'

/** What times are held against. */
export interface Clock {
  now: Date
  /** The district's IANA zone. */
  zone: string
}

const dayMs = 86_400_000
/** Clocks may differ by so much. */
const toleranceMs = 60_000
const happened: Partial<Record<TableName, string>> = {
  visit: 'visited_at',
  issue: 'raised_at',
  tip: 'received_at',
}

/**
 * What cannot be in time about a checked row: it happened later than a day from now; it was recorded more than a
 * minute before it happened; an issue was due before the local day it was raised on, or dealt with before the day
 * before that (a source's days may be another zone's).
 */
export function chronologyFaults(table: TableName, row: CheckedRow, clock: Clock): Fault[] {
  const column = happened[table]
  const text = column === undefined ? null : row[column]
  if (typeof text !== 'string') return []
  const at = Date.parse(text)
  const faults: Fault[] = []
  if (at > clock.now.getTime() + dayMs)
    faults.push(
      fault('future', `${table}.${column}`, 'This is more than a day in the future. Correct it.', text),
    )
  const recordedAt = row['recorded_at']
  if (typeof recordedAt === 'string' && Date.parse(recordedAt) < at - toleranceMs)
    faults.push(
      fault(
        'out-of-order',
        `${table}.recorded_at`,
        `It cannot be recorded before it happened (${column} ${text}). Correct one of them, or leave recorded_at empty.`,
        recordedAt,
      ),
    )
  return table === 'issue' ? [...faults, ...dayFaults(row, text, clock)] : faults
}

const dealtWith = ['rectified_on', 'rechecked_on', 'closed_on'] as const

function dayFaults(row: CheckedRow, raisedAt: string, { zone }: Clock): Fault[] {
  const days = ['due_on', ...dealtWith].flatMap((name) => {
    const day = row[name]
    return typeof day === 'string' ? [{ name, day }] : []
  })
  // Wherever the zone is, its day is at most one after UTC's.
  const latest = shiftDay(raisedAt.slice(0, 10), 1)
  if (days.every(({ day }) => day >= latest)) return []
  const raisedOn = localDay(zone, new Date(raisedAt))
  const dayBefore = shiftDay(raisedOn, -1)
  return days
    .filter(({ name, day }) => day < (name === 'due_on' ? raisedOn : dayBefore))
    .map(({ name, day }) =>
      fault(
        'out-of-order',
        `issue.${name}`,
        `This is before the issue was raised (${raisedOn}). Correct one of them.`,
        day,
      ),
    )
}

function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
}
