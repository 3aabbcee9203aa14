import { z } from 'zod'
import { mappingSchema, type Mapping } from './mapping.ts'
import { columnsOf, importedTables } from './tables.ts'

/**
 * A mapping as it is made on the screen: one table, and for each of its columns where its value comes from. What
 * cannot be known from the file (a datum, the order of day and month) is null until somebody answers it.
 */
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const place = z.union([
  z.string().min(1).max(200),
  z.strictObject({ geometry: z.enum(['shape', 'lon', 'lat']) }),
  z.strictObject({ feature: z.literal('id') }),
])
export type DraftPlace = z.infer<typeof place>

const draftField = z.union([
  z.strictObject({
    from: place,
    /** What the file's words mean; a word that is not listed is rejected. */
    map: z.record(z.string(), scalar).optional(),
    /** The format that a date is written in; null: to be answered. */
    date: z.string().min(1).max(200).nullable().optional(),
    /** What stands between the parts of a list. */
    split: z.string().min(1).max(20).optional(),
  }),
  z.strictObject({ const: scalar }),
])
export type DraftField = z.infer<typeof draftField>

export const datums = ['WGS84', 'GCJ-02', 'BD-09', 'CGCS2000'] as const
export type Datum = (typeof datums)[number]

export const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const

export const draftSchema = z.strictObject({
  format: z.enum(['csv', 'xlsx', 'geojson']),
  encoding: z.enum(encodings),
  /** Of CSV. */
  delimiter: z.string().length(1),
  /** Of a workbook. */
  sheet: z.string().nullable(),
  /** Null: to be answered; of no meaning where no position is mapped. */
  datum: z.enum(datums).nullable(),
  table: z.enum(importedTables),
  fields: z.record(z.string(), draftField),
})
export type Draft = z.infer<typeof draftSchema>

/** What still has to be said before a draft is a mapping. */
export type Open = { what: 'required'; column: string } | { what: 'date'; column: string } | { what: 'datum' }

/** Whether a draft brings positions, whose datum matters. */
export function hasPositions({ fields }: Draft): boolean {
  return ['lon', 'lat', 'geometry'].some((column) => fields[column] !== undefined)
}

/** What is open in a draft, in the order of its table's columns. */
export function openOf(draft: Draft): Open[] {
  const open: Open[] = []
  for (const [column, { required }] of columnsOf(draft.table)) {
    const field = draft.fields[column]
    if (field === undefined) {
      if (required) open.push({ what: 'required', column })
    } else if ('from' in field && field.date === null) open.push({ what: 'date', column })
  }
  if (hasPositions(draft) && draft.datum === null) open.push({ what: 'datum' })
  return open
}

/** The mapping that a draft says, dates in `zone`; null while something is open or it breaks the mapping's rules. */
export function mappingOf(draft: Draft, zone: string): Mapping | null {
  if (openOf(draft).length > 0) return null
  const types = new Map(columnsOf(draft.table))
  const fields = Object.fromEntries(
    Object.entries(draft.fields).map(([column, field]) => {
      if ('const' in field) return [column, { const: field.const }]
      const type = types.get(column)?.type
      const steps: unknown[] = [{ from: field.from }]
      if (field.split !== undefined) steps.push({ split: field.split })
      if (field.map !== undefined) steps.push({ map: field.map })
      if (typeof field.date === 'string')
        steps.push({
          date: { format: field.date, zone, to: type === 'date' ? 'date' : 'instant' },
        })
      return [column, steps]
    }),
  )
  const common = {
    datum: hasPositions(draft) ? draft.datum : 'none',
    entities: [{ table: draft.table, fields }],
  }
  const file = {
    csv: { format: 'csv', encoding: draft.encoding, delimiter: draft.delimiter, header: true },
    xlsx: { format: 'xlsx', ...(draft.sheet === null ? {} : { sheet: draft.sheet }), header: true },
    geojson: { format: 'geojson', encoding: 'utf-8', axes: 'lon-lat' },
  }
  const parsed = mappingSchema.safeParse({ ...file[draft.format], ...common })
  return parsed.success ? parsed.data : null
}
