import { DateTime } from 'luxon'
import { years } from './limits.ts'
import { wallClock, type WallClock } from './wall-clock.ts'

export interface DateStep {
  format: string | string[]
  zone?: string | undefined
  to: 'instant' | 'date'
}
export type DateAnswer =
  { ok: string } | { code: 'not-a-date' | 'no-such-time' | 'out-of-range'; reason: string }

const dayMs = 86_400_000
const isoDay = /^\d{4}-\d{2}-\d{2}$/
const isoOffset = /[T ]\d{2}:?\d{2}.*(Z|[+-]\d{2}(:?\d{2})?)$/i
/** Excel's day 0; its 1900 system has a 29 February 1900 that never was, so days before 61 are not read. */
const excelEpoch = { 'excel-1900': Date.UTC(1899, 11, 30), 'excel-1904': Date.UTC(1904, 0, 1) }

/**
 * A reader of date texts. An instant comes out as UTC ISO 8601 with milliseconds, a date as YYYY-MM-DD; a day without
 * a time of day becomes the first instant of that day in the zone. A local time that the zone's clocks skipped is
 * refused; one they showed twice means the earlier. Throws a RangeError for a zone or format that does not exist.
 */
export function dateReader({ format, zone, to }: DateStep): (text: string) => DateAnswer {
  const clock = zone === undefined ? null : wallClock(zone)
  const formats = typeof format === 'string' ? [format] : format
  if (to === 'instant' && zone === undefined && !formats.every(saysOffset))
    throw new RangeError(
      'an instant needs "zone": the IANA zone that the source\'s clocks show, such as Asia/Shanghai',
    )
  const readers = formats.map((one) => reader(one, clock, to))
  const known = new Map<string, DateAnswer>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const answer = firstThatFits(readers, text, formats)
    if (known.size >= 10_000) known.clear()
    known.set(text, answer)
    return answer
  }
}

function saysOffset(format: string): boolean {
  return format === 'iso' || /[Zz]/.test(format.replaceAll(/'[^']*'/g, ''))
}

function firstThatFits(
  readers: readonly ((text: string) => DateAnswer | null)[],
  text: string,
  formats: readonly string[],
): DateAnswer {
  for (const read of readers) {
    const answer = read(text)
    if (answer !== null) return answer
  }
  return {
    code: 'not-a-date',
    reason: `This is not a date of the declared format ${formats.join(' or ')}. Correct it, or the format in the mapping.`,
  }
}

function reader(
  format: string,
  clock: WallClock | null,
  to: DateStep['to'],
): (text: string) => DateAnswer | null {
  if (format === 'excel-1900' || format === 'excel-1904') {
    const epoch = excelEpoch[format]
    return (text) =>
      /^\d{1,6}(\.\d+)?$/.test(text) ? fromSerial(Number(text), epoch, format, clock, to) : null
  }
  if (format === 'iso')
    return (text) => {
      if (isoDay.test(text))
        return to === 'date' || clock !== null ? settle(parseUtcIso(text), clock, to, false) : null
      if (isoOffset.test(text))
        return settleOffset(DateTime.fromISO(text.replace(' ', 'T'), { setZone: true }), clock, to)
      if (to === 'instant' && clock === null) return null
      return settle(parseUtcIso(text.replace(' ', 'T')), clock, to, true)
    }
  const parser = DateTime.buildFormatParser(format, { locale: 'en' })
  if (saysOffset(format))
    return (text) =>
      settleOffset(DateTime.fromFormatParser(text, parser, { locale: 'en', setZone: true }), clock, to)
  const hasTime = /[HhTtXx]/.test(format.replaceAll(/'[^']*'/g, ''))
  return (text) =>
    settle(DateTime.fromFormatParser(text, parser, { locale: 'en', zone: 'utc' }), clock, to, hasTime)
}

function parseUtcIso(text: string): DateTime {
  return DateTime.fromISO(text, { zone: 'utc' })
}

/** `wall` shows the source's wall clock as if it were UTC; here it is placed in the zone. */
function settle(
  wall: DateTime,
  clock: WallClock | null,
  to: DateStep['to'],
  hasTime: boolean,
): DateAnswer | null {
  if (!wall.isValid) return null
  if (wall.year < years.first || wall.year > years.last) return outOfRange
  if (to === 'date') return { ok: wall.toFormat('yyyy-MM-dd') }
  if (clock === null) return null
  const wallMs = wall.toMillis()
  const instant = hasTime ? clock.instantOf(wallMs) : clock.dayStart(wallMs)
  if (instant === null)
    return {
      code: 'no-such-time',
      reason: `The clocks of ${clock.zone} skipped this time when summer time began. Correct the time or the zone.`,
    }
  return { ok: new Date(instant).toISOString() }
}

function settleOffset(moment: DateTime, clock: WallClock | null, to: DateStep['to']): DateAnswer | null {
  if (!moment.isValid) return null
  if (moment.year < years.first || moment.year > years.last) return outOfRange
  if (to === 'instant') return { ok: moment.toJSDate().toISOString() }
  return { ok: (clock === null ? moment : moment.setZone(clock.zone)).toFormat('yyyy-MM-dd') }
}

function fromSerial(
  serial: number,
  epoch: number,
  format: string,
  clock: WallClock | null,
  to: DateStep['to'],
): DateAnswer | null {
  if (format === 'excel-1900' && serial < 61)
    return { code: 'out-of-range', reason: 'Excel serials below 61 are not read: its 1900 was no real year.' }
  const wall = DateTime.fromMillis(epoch + Math.round(serial * dayMs), { zone: 'utc' })
  return settle(wall, clock, to, !Number.isInteger(serial))
}

const outOfRange: DateAnswer = {
  code: 'out-of-range',
  reason: `The year is not within ${years.first} to ${years.last}.`,
}
