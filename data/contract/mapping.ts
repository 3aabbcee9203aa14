import { z } from 'zod'
import { columnsOf, importedTables, keyOf } from './tables.ts'

/**
 * The mapping file: how records of somebody's file become rows of our tables. Everything about the file is
 * declared and nothing is guessed. docs/mapping.md is its reference for people.
 */
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const name = z.string().min(1).max(200)
const pattern = z.string().min(1).max(1000)

/** Where a value is read: a CSV column or GeoJSON property, a path of properties, or a part of the record. */
export const sourceSchema = z.union(
  [
    name,
    z.array(name).min(1).max(8),
    z.strictObject({ geometry: z.enum(['shape', 'lon', 'lat']) }),
    z.strictObject({ feature: z.literal('id') }),
    z.strictObject({ item: z.enum(['value', 'ordinal']) }),
  ],
  { error: 'from is a name, a path of names, {"geometry": …}, {"feature": "id"} or {"item": …}' },
)
export type Source = z.infer<typeof sourceSchema>

const from = z.strictObject({ from: sourceSchema })
const constant = z.strictObject({ const: scalar })
const map = z.strictObject({
  /** By the whole value, or by the first pattern that is found in it; "" stands for an empty value. */
  map: z.union([
    z.record(z.string(), scalar),
    z
      .array(z.strictObject({ matches: pattern, to: scalar }))
      .min(1)
      .max(500),
  ]),
  /** For values the map does not list; without it they are rejected. An empty value stays empty. */
  default: scalar.optional(),
})
const date = z.strictObject({
  date: z.strictObject({
    /** "iso", "excel-1900", "excel-1904", or tokens such as "MM/dd/yyyy HH:mm"; of a list the first that fits. */
    format: z.union([name, z.array(name).min(1).max(10)]),
    /** IANA name of the zone the source's clocks show; required for an instant unless every value says its offset. */
    zone: name.optional(),
    to: z.enum(['instant', 'date']),
  }),
})
const separator = z.string().min(1).max(20)
const split = z.strictObject({
  /** With `begins` a part in which that pattern is not found belongs to the part before it. */
  split: z.union([separator, z.strictObject({ by: separator, begins: pattern })]),
})
const match = z.strictObject({
  match: z.strictObject({
    /** RE2 syntax: linear time, no look-around, no back-references. Found anywhere unless anchored. */
    pattern,
    /** The capture group that is kept; 0 is the whole match. Without it 1, or 0 where the pattern has no group. */
    group: z.int().min(0).max(50).optional(),
    /** What a value that does not match becomes: empty, or the record is rejected. */
    otherwise: z.enum(['empty', 'reject']).optional(),
  }),
})

const stepSchema = z.union([from, constant, map, date, split, match], {
  error: 'a step is exactly one of from, const, map, date, split, match, spelled as in docs/mapping.md',
})
export type Step = z.infer<typeof stepSchema>

const pipelineSchema = z
  .union([stepSchema, z.array(stepSchema).min(1).max(10)])
  .transform((steps) => (Array.isArray(steps) ? steps : [steps]))
  .refine(([first, ...rest]) => first !== undefined && isOpening(first) && !rest.some(isOpening), {
    error: 'a pipeline begins with from or const, and has no further one',
  })
export type Pipeline = z.infer<typeof pipelineSchema>

const conditionSchema = z
  .strictObject({
    from: sourceSchema,
    equals: scalar.optional(),
    in: z.array(scalar).min(1).optional(),
    matches: pattern.optional(),
    present: z.boolean().optional(),
    above: z.number().optional(),
    atLeast: z.number().optional(),
    below: z.number().optional(),
    atMost: z.number().optional(),
    /** The condition holds where its tests do not. */
    not: z.literal(true).optional(),
  })
  .refine((condition) => Object.keys(condition).some((key) => key !== 'from' && key !== 'not'), {
    error: 'a condition needs a test: equals, in, matches, present, above, atLeast, below or atMost',
  })
export type Condition = z.infer<typeof conditionSchema>
const when = z.array(conditionSchema).min(1).max(20)

const repeat = z.union([
  z.strictObject({ parent: pipelineSchema, over: pipelineSchema }),
  z.strictObject({ parent: pipelineSchema, times: pipelineSchema }),
])

export const entitySchema = z
  .strictObject({
    table: z.enum(importedTables),
    /** The entity is made only from records of which all conditions hold. */
    when: when.optional(),
    /**
     * One entity per element of a list (`over`), or so many (`times`). Its id is made: parent + "/" + 1, 2, 3 …,
     * running on over all repeats of the same table and parent in one record.
     */
    repeat: repeat.optional(),
    /** Of several versions of a row in one file the one with the greatest `order` wins; without it the last. */
    order: pipelineSchema.optional(),
    fields: z.record(z.string(), pipelineSchema),
  })
  .superRefine(({ table, repeat, fields }, issues) => {
    const columns = new Map(columnsOf(table))
    for (const field of Object.keys(fields))
      if (!columns.has(field))
        issues.addIssue({
          code: 'custom',
          path: ['fields', field],
          message: `table ${table} has no column ${field}; it has ${[...columns.keys()].join(', ')}`,
        })
    const key = keyOf(table)
    if (repeat !== undefined && fields[key] !== undefined)
      issues.addIssue({
        code: 'custom',
        path: ['fields', key],
        message: `${key} of a repeated entity is made from its parent and ordinal`,
      })
    for (const [column, { required }] of columns)
      if (required && fields[column] === undefined && !(column === key && repeat !== undefined))
        issues.addIssue({ code: 'custom', path: ['fields'], message: `${column} of ${table} is required` })
  })
export type Entity = z.infer<typeof entitySchema>

const common = {
  /** For people; not used. */
  about: z.string().max(2000).optional(),
  /** In which the source's positions are; they are stored in WGS84. "none" where it has none. */
  datum: z.union(
    [
      z.enum(['WGS84', 'GCJ-02', 'BD-09', 'CGCS2000', 'none']),
      z.strictObject({ proj4: z.string().min(1).max(1000) }),
    ],
    { error: 'datum is WGS84, GCJ-02, BD-09, CGCS2000, none or {"proj4": "…"}' },
  ),
  /** Records of which a condition does not hold are skipped. */
  when: when.optional(),
  entities: z.array(entitySchema).min(1).max(20),
}

const csv = z.strictObject({
  format: z.literal('csv'),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030']),
  delimiter: z
    .string()
    .length(1)
    .refine((text) => !/["\r\n\0]/.test(text), {
      error: 'a delimiter is one character, not a quote or a line break',
    }),
  /** true: the first record names the columns; a list: the file has no such record, these are the names. */
  header: z.union([z.literal(true), z.array(name).min(1).max(2000)]),
  ...common,
})

const xlsx = z.strictObject({
  format: z.literal('xlsx'),
  /** Left out: the workbook's only sheet. */
  sheet: z.string().min(1).max(100).optional(),
  /** true: the first row that is not empty names the columns; a list: there is no such row. */
  header: csv.shape.header,
  ...common,
})

const geojson = z.strictObject({
  format: z.literal('geojson'),
  encoding: z.literal('utf-8'),
  /** The order of the two numbers of a position; RFC 7946 says lon-lat, some EPSG:4490 exports differ. */
  axes: z.enum(['lon-lat', 'lat-lon']),
  ...common,
})

export const mappingSchema = z.discriminatedUnion('format', [csv, xlsx, geojson]).superRefine(
  (mapping, issues) => {
    const complain = (path: (string | number)[], message: string) =>
      issues.addIssue({ code: 'custom', path, message })
    for (const [i, entity] of mapping.entities.entries()) {
      for (const { path, source } of sourcesOf(entity)) {
        if (typeof source === 'string') continue
        const at = ['entities', i, ...path]
        if (mapping.format !== 'geojson' && (Array.isArray(source) || !('item' in source)))
          complain(at, 'a record of a table has columns only: name one')
        if (!Array.isArray(source) && 'item' in source && entity.repeat === undefined)
          complain(at, 'item exists only in an entity with repeat')
      }
      const positions = ['lon', 'lat', 'geometry'].filter((field) => entity.fields[field] !== undefined)
      if (mapping.datum === 'none' && positions.length > 0)
        complain(['datum'], 'positions are mapped: declare their datum')
    }
  },
  // Where something is wrong already, a pipeline may be anything.
  { when: ({ issues }) => issues.length === 0 },
)
export type Mapping = z.infer<typeof mappingSchema>

/** Every place an entity reads from, with its path in the mapping. */
export function sourcesOf(entity: Entity): { path: (string | number)[]; source: Source }[] {
  const found: { path: (string | number)[]; source: Source }[] = []
  const add = (path: (string | number)[], pipeline: Pipeline | undefined) => {
    for (const step of pipeline ?? []) if ('from' in step) found.push({ path, source: step.from })
  }
  for (const [i, condition] of (entity.when ?? []).entries())
    found.push({ path: ['when', i], source: condition.from })
  if (entity.repeat !== undefined)
    for (const [part, pipeline] of Object.entries(entity.repeat)) add(['repeat', part], pipeline)
  add(['order'], entity.order)
  for (const [field, pipeline] of Object.entries(entity.fields)) add(['fields', field], pipeline)
  return found
}

function isOpening(step: Step): boolean {
  return 'from' in step || 'const' in step
}
