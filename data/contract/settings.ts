import { z } from 'zod'
import { kinds, modes } from './tables.ts'

const day = z.iso.date().refine((text) => text >= '1900-01-01' && text < '2200-01-01', {
  error: 'a day from 1900-01-01 to 2199-12-31',
})
const days = z.int().min(1).max(3650)
const permille = z.int().min(0).max(1000)

/**
 * What a district decides for itself. Every version is a ledger entry; answers and receipts name the version
 * they used. Ratios are integers in thousandths, so that two engines can be compared for equality.
 */
export const settingsSchema = z.strictObject({
  district: z.strictObject({
    name: z.string().min(1).max(80),
    nameEn: z.string().min(1).max(80),
    /** True where every record is made up; the interface then says so on every screen. */
    synthetic: z.boolean(),
  }),
  /** IANA name; a local day is a day in this zone. */
  zone: z
    .string()
    .refine(isZone, { error: 'not an IANA time zone, such as Asia/Shanghai or America/Chicago' }),
  /** Days between two visits: a site's own interval wins, then its kind's, then `site`; areas alike. */
  intervals: z.strictObject({
    site: days,
    kinds: z.partialRecord(z.enum(kinds), days),
    cell: days,
    community: days,
    district: days,
  }),
  /** Visits in these modes refresh recency. */
  qualifyingModes: z.array(z.enum(modes)).min(1),
  /** Recency bands in thousandths of the interval: fresh ≤, on time ≤, due soon ≤, overdue ≤, above: long overdue. */
  bandBreaks: z
    .tuple([z.int(), z.int(), z.int(), z.int()])
    .refine(rising, { error: 'breaks must rise from above 0' }),
  /** Issue density bands in thousandths of the district's mean. */
  densityBreaks: z
    .tuple([z.int(), z.int(), z.int(), z.int()])
    .refine(rising, { error: 'breaks must rise from above 0' }),
  /** Days on which a site, and all sites of a unit together, may be visited within 30 and 365 days; null: no cap. */
  caps: z.strictObject({
    site30: z.int().min(1),
    site365: z.int().min(1),
    unit30: z.int().min(1).nullable().default(null),
    unit365: z.int().min(1).nullable().default(null),
  }),
  cooldown: z.strictObject({ closedDays: z.int().min(0), chanceOnlyDays: z.int().min(0) }),
  /** ISO weekdays, Monday is 1. */
  workingDays: z.array(z.int().min(1).max(7)).min(1),
  holidays: z.array(day),
  campaign: z.strictObject({ name: z.string().min(1), nameEn: z.string().min(1), startsOn: day }).nullable(),
  shares: z
    .strictObject({ risk: permille, overdue: permille, chance: permille.min(100) })
    .refine((s) => s.risk + s.overdue + s.chance === 1000, { error: 'the three shares must add up to 1000' }),
  /** H3 resolution of the cells made for communities that bring none. */
  h3Resolution: z.int().min(5).max(11),
  /** A closed archive is looked at as of this day; null means today. */
  pinnedAsOf: day.nullable(),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  district: { name: '未命名辖区', nameEn: 'Unnamed district', synthetic: false },
  zone: 'Asia/Shanghai',
  intervals: {
    site: 30,
    kinds: { checkpoint: 7, worksite: 14, market: 14, compound: 30, school: 30, medical: 21 },
    cell: 14,
    community: 7,
    district: 1,
  },
  qualifyingModes: ['on-site', 'fixed-point'],
  bandBreaks: [500, 800, 1000, 2000],
  densityBreaks: [500, 1000, 1500, 2500],
  caps: { site30: 4, site365: 24, unit30: null, unit365: null },
  cooldown: { closedDays: 3, chanceOnlyDays: 7 },
  workingDays: [1, 2, 3, 4, 5],
  holidays: [],
  campaign: null,
  shares: { risk: 500, overdue: 300, chance: 200 },
  h3Resolution: 8,
  pinnedAsOf: null,
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function rising(breaks: readonly number[]): boolean {
  return breaks.every((value, i) => value > (i === 0 ? 0 : (breaks[i - 1] ?? 0)))
}
