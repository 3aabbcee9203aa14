import { z } from 'zod'
import { issueStatuses } from './questions.ts'
import { kinds, levels, modes } from './tables.ts'

/** A day that answers can be given for. */
export const day = z.iso.date().refine((text) => text >= '1900-01-01' && text < '2200-01-01', {
  error: 'a day from 1900-01-01 to 2199-12-31',
})
/** A natural key. */
export const identifier = z.string().min(1).max(200)

/** A whole number in a URL, within bounds; `otherwise` when it is left out. */
const whole = (min: number, max: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: `a whole number from ${min} to ${max}` })
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .prefault(String(otherwise))
    .meta({ type: 'integer', minimum: min, maximum: max, default: otherwise })

/** Values separated by commas in a URL, each of a closed list. */
const listOf = <T extends string>(values: readonly [T, ...T[]]) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).min(1).max(20))
    .meta({ type: 'string', description: `Comma-separated: ${values.join(', ')}` })

/** How every question may be looked at; what else means something is named at each question. */
const look = {
  asOf: day
    .meta({
      description: 'What happened up to the end of this local day; left out: the pinned day, else today',
    })
    .optional(),
  knownAt: day
    .meta({ description: 'Of that, only what had been recorded by the end of this local day' })
    .optional(),
  kinds: listOf(kinds).optional(),
  sectors: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.string().min(1).max(80)).min(1).max(50))
    .meta({ type: 'string', description: 'Comma-separated sectors' })
    .optional(),
  modes: listOf(modes).optional(),
}
const severities = {
  severities: z
    .string()
    .regex(/^[1-4](,[1-4]){0,3}$/, { error: 'severities from 1 to 4, comma-separated' })
    .transform((text) => text.split(',').map(Number))
    .meta({ type: 'string', description: 'Comma-separated severities, 1 to 4' })
    .optional(),
}
const window = { window: whole(1, 3650, 30) }
const level = z.enum(levels)

/** A parameter that would change nothing in an answer is refused. `asOf` left out is settings.pinnedAsOf, else today. */
export const coverageQuery = z.strictObject({
  ...look,
  ...window,
  ...severities,
  level: level.default('cell'),
})
export const sitesCoverageQuery = z.strictObject({ ...look, ...severities })
const rankBy = ['debt', 'recency', 'density', 'overdue-rectification'] as const
export const rankingQuery = z.strictObject({
  ...look,
  ...window,
  ...severities,
  level: level.default('cell'),
  by: z.enum(rankBy).default('debt'),
  limit: whole(1, 1000, 20),
})
export const seriesQuery = z.strictObject({
  ...look,
  ...severities,
  days: whole(1, 3650, 91),
  area: identifier.optional(),
})
export const playbackQuery = z.strictObject({
  ...look,
  ...window,
  ...severities,
  knownAt: z
    .union([day, z.literal('each-day')], { error: 'a day such as 2026-11-23, or each-day' })
    .meta({
      type: 'string',
      description:
        'Only what had been recorded by the end of this local day; each-day: every day as it was known by its own end',
    })
    .optional(),
  days: whole(1, 366, 90),
  level: level.default('cell'),
})
export const countersQuery = z.strictObject(look)
export const burdenQuery = z.strictObject({ asOf: look.asOf })
const areaOrSite = {
  test: ({ area, site }: { area?: string | undefined; site?: string | undefined }) =>
    (area === undefined) !== (site === undefined),
  said: { error: 'give either area or site', path: ['area'] },
}
export const historyQuery = z
  .strictObject({
    ...look,
    ...severities,
    area: identifier.optional(),
    site: identifier.optional(),
    limit: whole(1, 500, 20),
  })
  .refine(areaOrSite.test, areaOrSite.said)
const { modes: _, ...lookWithoutModes } = look
export const issuesQuery = z
  .strictObject({
    ...lookWithoutModes,
    ...severities,
    area: identifier.optional(),
    site: identifier.optional(),
    status: z.enum(issueStatuses).default('open'),
    limit: whole(1, 500, 20),
  })
  .refine(areaOrSite.test, areaOrSite.said)
export const rhythmQuery = z.strictObject({ ...look, days: whole(1, 366, 365), area: identifier })
export const nominationsQuery = z.strictObject({
  from: day.meta({ description: 'Only those for this local day or a later one; left out: today' }).optional(),
  limit: whole(1, 1000, 500),
})
export const whyQuery = z.strictObject({ ...look, area: identifier })
export const sitesQuery = z.strictObject({
  area: identifier.optional(),
  located: z
    .enum(['yes', 'no'])
    .meta({ type: 'string', description: 'no: only sites in no cell; yes: only sites in one' })
    .optional(),
  after: whole(0, 999_999_999, 0).meta({
    description: 'Only sites with a greater siteNo: `next` of the page before',
  }),
  limit: whole(1, 5000, 1000),
})
export const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(100).meta({
    type: 'string',
    description:
      'A name, a code or its tail, pinyin, first letters of pinyin, or the name of a responsible unit',
  }),
  limit: whole(1, 50, 10).meta({ description: 'At most so many of each level' }),
})
export const importsQuery = z.strictObject({
  before: whole(0, 999_999_999, 0).meta({
    description: 'Only imports before this entry: `next` of the page before',
  }),
  limit: whole(1, 500, 50),
})
export const noQuery = z.strictObject({})
