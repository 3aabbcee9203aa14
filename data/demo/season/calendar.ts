const dayMs = 86_400_000
/** Asia/Shanghai has kept UTC+8 without summer time since 1991. */
const zoneMinutes = 480

/** How many local days before `today` the season covers; the last of them is yesterday. */
export const seasonDays = 300

/**
 * The season's days by number: 0 is the first, `seasonDays` − 1 is yesterday, `seasonDays` is today. Negative
 * numbers lie before the season.
 */
export interface Calendar {
  /** "YYYY-MM-DD". */
  date(day: number): string
  /** The instant of a local minute of a day (minutes past midnight may run over), UTC ISO 8601. */
  instant(day: number, minute: number): string
  /** 1 is Monday. */
  weekday(day: number): number
  isRest(day: number): boolean
}

/** Throws a RangeError where `today` is no date. */
export function calendarOf(today: string): Calendar {
  const todayMs = Date.parse(`${today}T00:00:00Z`)
  if (Number.isNaN(todayMs)) throw new RangeError(`"${today}" is not a date such as 2026-03-31`)
  const at = (day: number) => todayMs + (day - seasonDays) * dayMs
  const weekday = (day: number) => ((Math.floor(at(day) / dayMs) + 3) % 7) + 1
  const dates = new Map<number, string>()
  return {
    date: (day) => {
      const known = dates.get(day)
      if (known !== undefined) return known
      const date = new Date(at(day)).toISOString().slice(0, 10)
      dates.set(day, date)
      return date
    },
    instant: (day, minute) => new Date(at(day) + Math.round(minute - zoneMinutes) * 60_000).toISOString(),
    weekday,
    isRest: (day) => weekday(day) > 5 || isHoliday(day),
  }
}

/** A week off, always as long ago, so that its dip and the backlog after it are always in sight. */
export const holiday = { first: seasonDays - 53, last: seasonDays - 47 } as const

export function isHoliday(day: number): boolean {
  return day >= holiday.first && day <= holiday.last
}
