import type { Day } from '#data/contract/questions.ts'

const msPerDay = 86_400_000

/** Days since 1970-01-01 of a calendar day. */
export function dayNoOf(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / msPerDay)
}

/** The calendar day so many days after 1970-01-01. */
export function dayOfNo(dayNo: number): Day {
  return new Date(dayNo * msPerDay).toISOString().slice(0, 10)
}

/** Whether the text is a day that exists, from 1900 to 2199. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** The same day so many months later (earlier when negative); the month's last where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const length = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayOfNo(Date.UTC(year, month - 1 + months, Math.min(date, length)) / msPerDay)
}

/** So many days later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return dayOfNo(dayNoOf(day) + days)
}

const inZone = new Map<string, Intl.DateTimeFormat>()

/** The calendar day in a zone at a moment, in ms since 1970. */
export function dayIn(zone: string, ms: number): Day {
  const format = inZone.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone })
  inZone.set(zone, format)
  return format.format(ms)
}
