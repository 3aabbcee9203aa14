import type { ColumnSeen, DateReading } from '#data/contract/imports.ts'
import { dateReader } from '#server/ingest/dates.ts'
import type { Sample } from './sample.ts'

/** A column with more different values than this is no list of words. */
const mostValues = 40
/** Different values that date formats are tried on. */
const mostDates = 500

const formats = [
  'iso',
  ...[
    'yyyy-M-d',
    'yyyy/M/d',
    'M/d/yyyy',
    'd/M/yyyy',
    'd.M.yyyy',
    'yyyy.M.d',
    'yyyy年M月d日',
    'd-M-yyyy',
    'M-d-yyyy',
  ].flatMap((day) => [day, `${day} H:mm`, `${day} H:mm:ss`]),
  'M/d/yyyy h:mm a',
  'M/d/yyyy h:mm:ss a',
  'yyyyMMdd',
  'yyyyMMddHHmmss',
  'd MMM yyyy',
  'MMM d, yyyy',
  'excel-1900',
  'excel-1904',
]
const readers = formats.map((format) => ({ format, read: dateReader({ format, zone: 'UTC', to: 'date' }) }))

/** What the first records hold in each column. `today` is YYYY-MM-DD. */
export function columnsOf({ header, rows }: Pick<Sample, 'header' | 'rows'>, today: string): ColumnSeen[] {
  return header.map((name, i) => {
    const counts = new Map<string, number>()
    let filled = 0
    for (const row of rows) {
      const value = (row[i] ?? '').trim()
      if (value === '') continue
      filled += 1
      if (counts.size < mostDates || counts.has(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    const values = [...counts]
      .map(([value, count]) => ({ value, count }))
      .toSorted((a, b) => b.count - a.count)
    return {
      name,
      filled,
      values: values.length <= mostValues ? values : null,
      dates: readingsOf([...counts.keys()], today),
    }
  })
}

/** The formats that most of the values fit, the likeliest first; of formats that read the same, one. */
function readingsOf(values: readonly string[], today: string): DateReading[] {
  if (values.length === 0 || !values.some((value) => /\d/.test(value))) return []
  const found: (DateReading & { key: string })[] = []
  for (const { format, read } of readers) {
    const days: string[] = []
    let misfits = 0
    for (const value of values) {
      const answer = read(value)
      if ('ok' in answer) days.push(answer.ok)
      else misfits += 1
      if (misfits * 2 > values.length) break
    }
    if (misfits * 2 > values.length) continue
    const key = days.join(' ')
    const sorted = days.toSorted()
    const [first = ''] = sorted
    if (found.some((other) => other.key === key && other.misfits === misfits)) continue
    found.push({
      format,
      misfits,
      future: sorted.filter((day) => day > today).length,
      first,
      last: sorted.at(-1) ?? '',
      key,
    })
  }
  return found
    .toSorted((a, b) => a.misfits - b.misfits || a.future - b.future)
    .map(({ format, misfits, future, first, last }) => ({ format, misfits, future, first, last }))
}
