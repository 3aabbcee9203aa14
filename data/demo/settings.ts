import type { Day } from '#data/contract/questions.ts'
import { defaultSettings, type Settings } from '#data/contract/settings.ts'
import { calendarOf, holiday } from './season/calendar.ts'

/** The demo district's settings, for any day; demoSettingsFor adds what moves with the season. */
export const demoSettings: Settings = {
  ...defaultSettings,
  district: { name: '唐家湾', nameEn: 'Tangjiawan', synthetic: true },
  zone: 'Asia/Shanghai',
  campaign: { name: '监督检查', nameEn: 'Supervision season', startsOn: '2020-01-29' },
}

/**
 * The same with the campaign's first day and the week off as the season of `today` has them. In the story the
 * campaign starts on 2020-01-29; the demo moves it, so that it is always fresh.
 */
export function demoSettingsFor(today: Day): Settings {
  const calendar = calendarOf(today)
  const days = Array.from({ length: holiday.last - holiday.first + 1 }, (_, i) => holiday.first + i)
  return {
    ...demoSettings,
    holidays: days.map((day) => calendar.date(day)),
    campaign: { name: '监督检查', nameEn: 'Supervision season', startsOn: calendar.date(0) },
  }
}
