import type { Row } from '#data/contract/tables.ts'
import type { Chance } from '#data/demo/random.ts'
import { seasonDays, type Calendar } from './calendar.ts'
import { surge } from './findings.ts'
import { categories, type Category } from './kinds.ts'
import type { SitePlan } from './register.ts'
import { isOpen } from './rounds.ts'
import type { CellStory } from './story.ts'
import type { Call } from './visits.ts'

const channels = ['hotline', 'mailbox', 'wechat', 'qq'] as const

/** Tips of the season: those that a visit followed, others about a cell, and a surge about market prices. */
export function tipsOf(
  afterTip: readonly Call[],
  stories: readonly CellStory[],
  calendar: Calendar,
  chance: Chance,
): Row<'tip'>[] {
  const tips: { day: number; minute: number; row: Omit<Row<'tip'>, 'tip_id'> }[] = []
  const add = (day: number, category: Category, over: Partial<Row<'tip'>>) => {
    const minute = chance.whole(430, 1330)
    const answerDay = day + chance.whole(1, 4)
    const answered = answerDay < seasonDays && chance.happens(0.88)
    tips.push({
      day,
      minute,
      row: {
        area_id: null,
        site_id: null,
        channel: channels[chance.weighted([55, 12, 25, 8])] ?? 'other',
        category,
        received_at: calendar.instant(day, minute),
        verified: answered ? chance.happens(0.55) : null,
        answered_at: answered ? calendar.instant(answerDay, chance.whole(540, 1050)) : null,
        ...over,
      },
    })
  }
  for (const call of afterTip) {
    const day = Math.max(0, call.day - chance.whole(1, 3))
    const category = call.site.plan.kind === 'market' ? 'price' : anyCategory(chance)
    const answered_at = calendar.instant(call.day, call.minute + call.minutes)
    add(day, category, { site_id: call.site.row.site_id, verified: chance.happens(0.7), answered_at })
  }
  const aboutCell = (day: number, category: Category, among: readonly CellStory[]) => {
    const story = among[chance.whole(0, among.length - 1)]
    if (story !== undefined) add(day, category, { area_id: story.cell.area_id })
  }
  const inTown = stories.filter((story) => ['011', '013', '002'].includes(story.community))
  for (let day = 0; day < seasonDays; day++) {
    for (let i = chance.whole(0, 2); i > 0; i--) aboutCell(day, anyCategory(chance), stories)
    if (day < surge.first || day > surge.last) continue
    for (let i = chance.whole(9, 16); i > 0; i--) aboutCell(day, 'price', inTown)
  }
  return tips
    .toSorted((a, b) => a.day - b.day || a.minute - b.minute)
    .map(({ row }, i) => ({ tip_id: `P${String(i + 1).padStart(5, '0')}`, ...row }))
}

const anyCategory = (chance: Chance): Category =>
  categories[chance.whole(0, categories.length - 1)] ?? 'reporting'

/** Days of zero reports before today. */
const reportDays = 28

/** A row for each expected report of the last four weeks that did come; nine worksites have fallen silent. */
export function reportsOf(sites: readonly SitePlan[], calendar: Calendar, chance: Chance): Row<'report'>[] {
  const reporting = sites.filter((site) => {
    const kind = site.plan.kind
    return (kind === 'checkpoint' || kind === 'worksite') && isOpen(site, seasonDays - 1)
  })
  const mute = chance
    .shuffled(reporting.filter((site) => site.plan.kind === 'worksite'))
    .slice(0, 9)
    .map((site, i) => ({ site, days: i === 0 ? reportDays : chance.whole(3, 12) }))
  const silence = new Map(mute.map(({ site, days }) => [site, days]))
  const rows: Row<'report'>[] = []
  for (let day = seasonDays - reportDays; day < seasonDays; day++) {
    for (const site of reporting) {
      const silent = seasonDays - day <= (silence.get(site) ?? 0)
      if (silent || !isOpen(site, day) || chance.happens(calendar.isRest(day) ? 0.05 : 0.02)) continue
      const minute = chance.happens(0.04) ? chance.whole(1130, 1300) : chance.whole(840, 1018)
      const date = calendar.date(day)
      rows.push({
        report_id: `R${date.replaceAll('-', '')}-${site.row.site_id}`,
        site_id: site.row.site_id,
        report_date: date,
        received_at: calendar.instant(day, minute),
      })
    }
  }
  return rows
}
