import type { Day } from '#data/contract/questions.ts'
import type { Language } from '#client/state/look.ts'

/** Numbers and dates as a language writes them. English dates are day first, so that no month is taken for a day. */
export interface Formats {
  whole: (value: number) => string
  /** One digit after the point. */
  tenth: (value: number) => string
  /** At most one digit after the point. */
  upToTenth: (value: number) => string
  /** "11月22日", "22 Nov"; with the year when it is not `yearOf`'s. */
  day: (day: Day, yearOf?: Day) => string
  longDay: (day: Day) => string
  month: (day: Day) => string
  /** A moment in the district's zone: day and time, or the time alone when it is of `today`. */
  moment: (iso: string, zone: string) => string
  time: (iso: string, zone: string) => string
}

const made = new Map<Language, Formats>()

/** The formats of a language; made once. */
export function formatsOf(language: Language): Formats {
  let formats = made.get(language)
  if (formats === undefined) made.set(language, (formats = make(language)))
  return formats
}

function make(language: Language): Formats {
  const locale = language === 'en' ? 'en-GB' : 'zh-CN'
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const upToTenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const days = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
  const short = days({ month: 'short', day: 'numeric' })
  const withYear = days({ year: 'numeric', month: 'short', day: 'numeric' })
  const long = days({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' })
  const month = days({ month: language === 'en' ? 'short' : 'long' })
  const at = (day: Day) => Date.parse(`${day}T00:00:00Z`)
  const zoned = (zone: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options })
  return {
    whole: (value) => whole.format(value),
    tenth: (value) => tenth.format(value),
    upToTenth: (value) => upToTenth.format(value),
    day: (day, yearOf) => (yearOf?.slice(0, 4) === day.slice(0, 4) ? short : withYear).format(at(day)),
    longDay: (day) => long.format(at(day)),
    month: (day) => month.format(at(day)),
    moment: (iso, zone) => {
      const when = Date.parse(iso)
      const day = zoned(zone, { month: 'short', day: 'numeric' }).format(when)
      const time = zoned(zone, { hour: '2-digit', minute: '2-digit' }).format(when)
      return language === 'en' ? `${day}, ${time}` : `${day} ${time}`
    },
    time: (iso, zone) => zoned(zone, { hour: '2-digit', minute: '2-digit' }).format(Date.parse(iso)),
  }
}

/** A thing's name in a language; English falls back on the local name. */
export function nameIn(language: Language, thing: { name: string; nameEn: string | null }): string
export function nameIn(
  language: Language,
  thing: { name: string | null; nameEn: string | null },
): string | null
export function nameIn(language: Language, thing: { name: string | null; nameEn: string | null }) {
  return language === 'en' ? (thing.nameEn ?? thing.name) : (thing.name ?? thing.nameEn)
}
