import { z } from 'zod'
import type { HistoryVisit, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { kinds, modes, results } from '#data/contract/tables.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import sql from './history.sql?raw'
import { viewParams } from './view.ts'

const visits: z.ZodType<HistoryVisit[]> = z.array(
  z.object({
    visitId: z.string(),
    siteId: z.string(),
    siteName: z.string().nullable(),
    kind: z.enum(kinds),
    visitedAt: z.string(),
    recordedAt: z.string().nullable(),
    day: z.string(),
    mode: z.enum(modes),
    qualifying: z.boolean(),
    result: z.enum(results).nullable(),
    teamName: z.string().nullable(),
    teamNameEn: z.string().nullable(),
    issues: z.int(),
    late: z.boolean(),
  }),
)

/** The last visits of every mode and result at an area's sites, at one site, or (both null) anywhere. */
export async function history(
  reader: Reader,
  settings: Settings,
  { view, areaId, siteId, limit }: Questions['history']['params'],
): Promise<HistoryVisit[]> {
  return visits.parse(await reader.rows(sql, { ...viewParams(settings, view), areaId, siteId, limit }))
}
