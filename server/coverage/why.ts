import { z } from 'zod'
import { type Questions, type Why, type WhySite, whyReasons } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { kinds } from '#data/contract/tables.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { viewParams } from './view.ts'
import sql from './why.sql?raw'

const neglected: z.ZodType<WhySite[]> = z.array(
  z.object({
    siteId: z.string(),
    siteNo: z.int(),
    name: z.string().nullable(),
    nameEn: z.string().nullable(),
    kind: z.enum(kinds),
    recencyDays: z.int().nullable(),
    intervalDays: z.int(),
    debtMilli: z.int(),
    reason: z.enum(whyReasons),
  }),
)

/** The overdue and never-visited sites of an area, greatest debt first, each with its one reason. */
export async function why(
  reader: Reader,
  settings: Settings,
  { view, areaId }: Questions['why']['params'],
): Promise<Why> {
  const sites = neglected.parse(await reader.rows(sql, { ...viewParams(settings, view), areaId }))
  const reasons = { 'register-stale': 0, 'entered-late': 0, 'mode-not-counted': 0, 'not-planned': 0 }
  for (const { reason } of sites) reasons[reason]++
  return { reasons, sites }
}
