import { z } from 'zod'
import { coverageQuery, identifier, issuesQuery, sitesCoverageQuery } from './queries.ts'
import { importedTables } from './tables.ts'

/** How a table may be taken along. `csvw`: not the rows, but what they are, as W3C’s “CSV on the Web” says it. */
export const exportFormats = ['csv', 'xlsx', 'geojson', 'parquet', 'ndjson', 'csvw'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What a screen shows, as tables. */
export const exportables = ['areas', 'sites', 'visits', 'issues'] as const
export type Exportable = (typeof exportables)[number]
/** Of these each row has a place on the map. */
export const placed: ReadonlySet<string> = new Set(['areas', 'sites', 'area', 'site'])

/** Headings of a workbook are words of a language, those of every other format are the columns’ names. */
const language = z.enum(['zh-CN', 'en']).default('en')
const ids = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(identifier).min(1).max(1000))
  .meta({ type: 'string', description: 'Comma-separated area ids: only these' })

export const exportQueries = {
  areas: coverageQuery.extend({ only: ids.optional(), language }),
  sites: sitesCoverageQuery.extend({ area: identifier.optional(), language }),
  visits: sitesCoverageQuery.extend({
    area: identifier.optional(),
    site: identifier.optional(),
    language,
  }),
  issues: z.strictObject({
    ...sitesCoverageQuery.omit({ modes: true }).shape,
    area: identifier.optional(),
    site: identifier.optional(),
    status: issuesQuery.shape.status,
    language,
  }),
}
export const tableExportQuery = z.strictObject({ language })
export const exportParams = {
  table: z.object({ table: z.enum(importedTables), format: z.enum(exportFormats) }),
}
