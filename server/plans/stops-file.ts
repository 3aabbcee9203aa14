import type { AnswerRow } from '#server/export/answers.ts'
import type { ExportColumn } from '#server/export/table.ts'
import { unit } from '#server/planner/inclusion.ts'
import type { Plan } from './plan-state.ts'
import { shownStop } from './shown.ts'
import { stopsOf } from './stops.ts'

const column = (name: string, type: ExportColumn['type'], zh: string, en: string): ExportColumn => ({
  name,
  type,
  titles: { 'zh-CN': zh, en },
})

/** The columns of a plan’s stops as a file. */
export const stopColumns: readonly ExportColumn[] = [
  column('team_id', 'text', '组', 'Team'),
  column('place', 'integer', '顺序', 'Place'),
  column('site_id', 'text', '编号', 'Id'),
  column('name', 'text', '名称', 'Name'),
  column('name_en', 'text', '英文名称', 'English name'),
  column('kind', 'text', '类型', 'Kind'),
  column('must', 'text', '必去', 'Must-visit'),
  column('chance', 'real', '被抽中的机会', 'Chance of being drawn'),
  column('risk', 'real', '其中风险', 'Of which risk'),
  column('overdue', 'real', '其中欠账', 'Of which overdue'),
  column('by_chance', 'real', '其中随机', 'Of which chance'),
  column('substitute', 'boolean', '替补', 'Substitute'),
  column('outcome', 'text', '结果', 'Outcome'),
  column('lon', 'real', '经度', 'Longitude'),
  column('lat', 'real', '纬度', 'Latitude'),
]

/** Every stop of a plan in the order of the teams’ routes. */
export function stopRows(plan: Plan): AnswerRow[] {
  const places = new Map<string, number>()
  return stopsOf(plan).map((stop) => {
    const place = (places.get(stop.teamId) ?? 0) + 1
    places.set(stop.teamId, place)
    const { siteId, name, nameEn, kind, must, chance, outcome, isSubstitute, lon, lat } = shownStop(
      plan,
      stop,
    )
    const share = (billionths: number | undefined) => (billionths === undefined ? null : billionths / unit)
    return {
      team_id: stop.teamId,
      place,
      site_id: siteId,
      name,
      name_en: nameEn,
      kind,
      must,
      chance: share(chance?.all),
      risk: share(chance?.risk),
      overdue: share(chance?.overdue),
      by_chance: share(chance?.byChance),
      substitute: isSubstitute,
      outcome,
      lon,
      lat,
    }
  })
}
