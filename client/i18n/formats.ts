import type { Day } from '#data/contract/questions.ts'
import type { Language } from '#client/state/look.ts'

/** Numbers and dates as a language writes them. English dates are day first, so that no month is taken for a day. */
export interface Formats {
  whole: (value: number) => string
  /** One digit after the point. */
  tenth: (value: number) => string
  /** At most one digit after the point. */
  upToTenth: (value: number) => string
  /** "11月22日", "22 Nov"; with the year when it is not that of `yearOf`. */
  day: (day: Day, yearOf: Day) => string
  /** "2026年11月22日 星期日", "Sunday 22 November 2026". */
  fullDay: (day: Day) => string
  /** "11月", "Nov". */
  month: (day: Day) => string
  /** "周四", "Thu". */
  weekday: (day: Day) => string
  /** "星期四", "Thursday". */
  longWeekday: (day: Day) => string
  /** A moment in the district's zone: day and time; with the year when it is not that of `yearOf`. */
  moment: (iso: string, zone: string, yearOf: Day) => string
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
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const tenth = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const upToTenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const months = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
  const weekdays = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  const longDate = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  const at = (day: Day) => Date.parse(`${day}T00:00:00Z`)
  const time = (iso: string, zone: string) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(Date.parse(iso))
  const day = (when: Day, yearOf: Day) => {
    const [year, , date] = when.split('-').map(Number)
    const month = months.format(at(when))
    const other = when.slice(0, 4) !== yearOf.slice(0, 4)
    if (language === 'en') return `${date} ${month}${other ? ` ${year}` : ''}`
    return `${other ? `${year}年` : ''}${month}${date}日`
  }
  return {
    whole: (value) => whole.format(value),
    tenth: (value) => tenth.format(value),
    upToTenth: (value) => upToTenth.format(value),
    day,
    fullDay: (when) => {
      const [name, rest] = [weekday.format(at(when)), longDate.format(at(when))]
      return language === 'en' ? `${name} ${rest}` : `${rest} ${name}`
    },
    month: (when) => months.format(at(when)),
    weekday: (when) => weekdays.format(at(when)),
    longWeekday: (when) => weekday.format(at(when)),
    moment: (iso, zone, yearOf) => {
      const local = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(Date.parse(iso))
      return `${day(local, yearOf)}${language === 'en' ? ', ' : ' '}${time(iso, zone)}`
    },
    time,
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
