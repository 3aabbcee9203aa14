import { z } from 'zod'

/** What may be wrong with a register of sites and cells, in the order in which it is told. */
export const findings = [
  'no-position',
  'outside',
  'ambiguous',
  'doubled',
  'stale',
  'no-sites',
  'sliver',
  'overlap',
] as const
export type Finding = (typeof findings)[number]

const count = z.int().min(0)
const found = z.object({
  /** A cell's or a site's natural key, and which of the two it is. */
  of: z.enum(['cell', 'site']),
  id: z.string(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  code: z.string().nullable(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  /** The others it is doubled by or overlaps, or the cells it lies in. */
  with: z.array(z.object({ id: z.string(), name: z.string().nullable(), nameEn: z.string().nullable() })),
  /** Metres to the nearest double, metres that a sliver is wide, square metres of an overlap. */
  amount: count.nullable(),
  /** The local day of the last import that brought a stale site. */
  since: z.iso.date().nullable(),
})
export type Found = z.infer<typeof found>

export const registerAnswer = z.object({
  registerRevision: z.string(),
  geometryRevision: z.string(),
  sites: count,
  cells: count,
  /** One of each kind of finding; `found` has the first 200, the worst first. */
  findings: z.array(z.object({ finding: z.enum(findings), total: count, found: z.array(found) })),
})
export type RegisterAnswer = z.infer<typeof registerAnswer>
