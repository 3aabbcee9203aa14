import { kinds, type Kind } from '#data/contract/tables.ts'

/** How a field is filled in and read. */
export type Entry = 'text' | 'flag' | 'whole' | 'optional-whole' | 'day' | 'days' | 'modes' | 'weekdays'

export const simplePaths = [
  'district.name',
  'district.nameEn',
  'district.synthetic',
  'zone',
  'pinnedAsOf',
  'intervals.site',
  'intervals.cell',
  'intervals.community',
  'intervals.district',
  'qualifyingModes',
  'caps.site30',
  'caps.site365',
  'caps.unit30',
  'caps.unit365',
  'cooldown.closedDays',
  'cooldown.chanceOnlyDays',
  'workingDays',
  'holidays',
  'campaign.name',
  'campaign.nameEn',
  'campaign.startsOn',
  'shares.risk',
  'shares.overdue',
  'shares.chance',
  'h3Resolution',
] as const
export type SimplePath = (typeof simplePaths)[number]
export const steps = [0, 1, 2, 3] as const
type Step = (typeof steps)[number]
export type BreakPath = `bandBreaks.${Step}` | `densityBreaks.${Step}`
export type KindPath = `intervals.kinds.${Kind}`
/** The address of one thing that can be set; the server names fields in the same way. */
export type Path = SimplePath | BreakPath | KindPath

export const kindPaths: readonly KindPath[] = kinds.map((kind) => `intervals.kinds.${kind}` as const)
export const breakPaths = (name: 'bandBreaks' | 'densityBreaks'): readonly BreakPath[] =>
  steps.map((step) => `${name}.${step}` as const)
export const paths: readonly Path[] = [
  ...simplePaths,
  ...kindPaths,
  ...breakPaths('bandBreaks'),
  ...breakPaths('densityBreaks'),
]

const entries: Partial<Record<Path, Entry>> = {
  'district.name': 'text',
  'district.nameEn': 'text',
  'district.synthetic': 'flag',
  zone: 'text',
  pinnedAsOf: 'day',
  qualifyingModes: 'modes',
  workingDays: 'weekdays',
  holidays: 'days',
  'campaign.name': 'text',
  'campaign.nameEn': 'text',
  'campaign.startsOn': 'day',
}

/** How a field is filled in; everything not said otherwise is a whole number. */
export function entryOf(path: Path): Entry {
  const isOptional = path.startsWith('intervals.kinds.') || path.startsWith('caps.unit')
  return entries[path] ?? (isOptional ? 'optional-whole' : 'whole')
}

/** Bounds of a whole number, inclusive. */
export function boundsOf(path: Path): { min: number; max: number } {
  if (path.startsWith('intervals.')) return { min: 1, max: 3650 }
  if (path.startsWith('caps.')) return { min: 1, max: 100_000 }
  if (path.startsWith('shares.')) return { min: path === 'shares.chance' ? 100 : 0, max: 1000 }
  if (path === 'h3Resolution') return { min: 5, max: 11 }
  if (path.startsWith('cooldown.')) return { min: 0, max: 3650 }
  return { min: 1, max: 1_000_000 }
}

/** The path a server's complaint is about; null when it is about none that is shown. */
export function pathOf(field: string): Path | null {
  const name = field.replace(/^settings\./, '')
  return paths.find((path) => path === name) ?? paths.find((path) => path.startsWith(`${name}.`)) ?? null
}
