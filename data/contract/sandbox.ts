import { z } from 'zod'
import { day } from './queries.ts'
import { settingsSchema } from './settings.ts'

const count = z.int().min(0)

/** Weeks that were, to be lived through once more with other draws. */
export const sandboxPost = z.strictObject({
  weeks: z.int().min(1).max(12),
  shares: settingsSchema.shape.shares,
  /** Visits a site may have to receive within 30 days. */
  site30: z.int().min(1).max(30),
  /** Null: as many as there really were. */
  visitsADay: z.int().min(1).max(500).nullable(),
})
export type SandboxPost = z.infer<typeof sandboxPost>

/** Of several draws, the median, the least and the most; thousandths where the name says so. */
const range = z.strictObject({ mid: z.int(), low: z.int(), high: z.int() })
export type SandboxRange = z.infer<typeof range>

/** What came of the days. Null: there is nothing to tell it from. */
const outcome = z.strictObject({
  visits: range,
  coveredMilli: range,
  coveredAtEndMilli: range,
  worstCellDays: range.nullable(),
  neverSites: range,
  earlierMilliDays: range.nullable(),
  foundMilli: range.nullable(),
  mostVisits30: range,
  overCapMilli: range,
  guessedMilli: range.nullable(),
  watchedMilli: range,
})
export type SandboxOutcome = z.infer<typeof outcome>

const way = z.strictObject({
  shares: settingsSchema.shape.shares,
  site30: count,
  visitsADay: count,
  outcome,
})

export const sandboxResult = z.strictObject({
  is: z.literal('result'),
  from: day,
  to: day,
  workingDays: count,
  /** Open before the first day. */
  sites: count,
  /** Visits that found something of the gravest two severities. */
  serious: count,
  seeds: count,
  happened: z.strictObject({ site30: count, visitsADay: count, outcome }),
  present: way,
  alternative: way,
})
export type SandboxResult = z.infer<typeof sandboxResult>

/** One line of the answer: how far it is, then what came of it. */
export const sandboxLine = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('progress'), done: count, of: count }),
  sandboxResult,
])
export type SandboxLine = z.infer<typeof sandboxLine>
