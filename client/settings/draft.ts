import type { Settings } from '#data/contract/settings.ts'
import { kinds, modes } from '#data/contract/tables.ts'
import { isDay } from '#client/state/days.ts'
import { boundsOf, breakPaths, entryOf, paths, type Path } from './fields.ts'

/** What stands in the form: text by path. Lists are joined by commas, days by lines, a set flag is "yes". */
export type Draft = Record<Path, string>

/** What is wrong with a field, as a key of the words. */
export type Reason =
  | { says: 'required' | 'number' | 'rising' | 'day' | 'campaign' | 'some' }
  | { says: 'shares'; sum: number }
  | { says: 'range'; min: number; max: number }
  /** In the server's own words. */
  | { says: 'server'; text: string }
export type Reasons = Partial<Record<Path, Reason>>

/** The form that settings fill. */
export function draftOf(settings: Settings): Draft {
  const draft: Partial<Draft> = {
    'district.name': settings.district.name,
    'district.nameEn': settings.district.nameEn,
    'district.synthetic': settings.district.synthetic ? 'yes' : '',
    zone: settings.zone,
    pinnedAsOf: settings.pinnedAsOf ?? '',
    'intervals.site': String(settings.intervals.site),
    'intervals.cell': String(settings.intervals.cell),
    'intervals.community': String(settings.intervals.community),
    'intervals.district': String(settings.intervals.district),
    qualifyingModes: settings.qualifyingModes.join(','),
    'caps.site30': String(settings.caps.site30),
    'caps.site365': String(settings.caps.site365),
    'caps.unit30': String(settings.caps.unit30 ?? ''),
    'caps.unit365': String(settings.caps.unit365 ?? ''),
    'cooldown.closedDays': String(settings.cooldown.closedDays),
    'cooldown.chanceOnlyDays': String(settings.cooldown.chanceOnlyDays),
    workingDays: settings.workingDays.join(','),
    holidays: settings.holidays.join('\n'),
    'campaign.name': settings.campaign?.name ?? '',
    'campaign.nameEn': settings.campaign?.nameEn ?? '',
    'campaign.startsOn': settings.campaign?.startsOn ?? '',
    'shares.risk': String(settings.shares.risk),
    'shares.overdue': String(settings.shares.overdue),
    'shares.chance': String(settings.shares.chance),
    h3Resolution: String(settings.h3Resolution),
  }
  kinds.forEach((kind) => (draft[`intervals.kinds.${kind}`] = String(settings.intervals.kinds[kind] ?? '')))
  breakPaths('bandBreaks').forEach((path, i) => (draft[path] = String(settings.bandBreaks[i])))
  breakPaths('densityBreaks').forEach((path, i) => (draft[path] = String(settings.densityBreaks[i])))
  return blank(draft)
}

function blank(draft: Partial<Draft>): Draft {
  const entries = paths.map((path): [Path, string] => [path, draft[path] ?? ''])
  return Object.fromEntries(entries) as Draft
}

/** The settings a form says, or what is wrong with it. */
export function settingsOf(draft: Draft): { settings: Settings } | { reasons: Reasons } {
  const reasons = reasonsOf(draft)
  if (Object.keys(reasons).length > 0) return { reasons }
  const whole = (path: Path) => Number(draft[path])
  const text = (path: Path) => draft[path].trim()
  const four = (name: 'bandBreaks' | 'densityBreaks'): [number, number, number, number] => [
    whole(`${name}.0`),
    whole(`${name}.1`),
    whole(`${name}.2`),
    whole(`${name}.3`),
  ]
  const intervals: Settings['intervals']['kinds'] = {}
  for (const kind of kinds) {
    if (text(`intervals.kinds.${kind}`) !== '') intervals[kind] = whole(`intervals.kinds.${kind}`)
  }
  return {
    settings: {
      district: {
        name: text('district.name'),
        nameEn: text('district.nameEn'),
        synthetic: draft['district.synthetic'] === 'yes',
      },
      zone: text('zone'),
      intervals: {
        site: whole('intervals.site'),
        kinds: intervals,
        cell: whole('intervals.cell'),
        community: whole('intervals.community'),
        district: whole('intervals.district'),
      },
      qualifyingModes: modes.filter((mode) => listed(draft.qualifyingModes).includes(mode)),
      bandBreaks: four('bandBreaks'),
      densityBreaks: four('densityBreaks'),
      caps: {
        site30: whole('caps.site30'),
        site365: whole('caps.site365'),
        unit30: text('caps.unit30') === '' ? null : whole('caps.unit30'),
        unit365: text('caps.unit365') === '' ? null : whole('caps.unit365'),
      },
      cooldown: {
        closedDays: whole('cooldown.closedDays'),
        chanceOnlyDays: whole('cooldown.chanceOnlyDays'),
      },
      workingDays: listed(draft.workingDays).map(Number),
      holidays: listed(draft.holidays),
      campaign:
        text('campaign.name') === ''
          ? null
          : {
              name: text('campaign.name'),
              nameEn: text('campaign.nameEn'),
              startsOn: text('campaign.startsOn'),
            },
      shares: {
        risk: whole('shares.risk'),
        overdue: whole('shares.overdue'),
        chance: whole('shares.chance'),
      },
      h3Resolution: whole('h3Resolution'),
      pinnedAsOf: text('pinnedAsOf') === '' ? null : text('pinnedAsOf'),
    },
  }
}

/** What a list field names, in its order. */
export function listed(text: string): string[] {
  return text
    .split(/[\s,，、]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

const campaignPaths = ['campaign.name', 'campaign.nameEn', 'campaign.startsOn'] as const
const sharePaths = ['shares.risk', 'shares.overdue', 'shares.chance'] as const

function reasonsOf(draft: Draft): Reasons {
  const reasons: Reasons = {}
  for (const path of paths) {
    const reason = fieldReason(path, draft[path].trim())
    if (reason !== null) reasons[path] = reason
  }
  for (const name of ['bandBreaks', 'densityBreaks'] as const) {
    const values = breakPaths(name).map((path) => Number(draft[path]))
    breakPaths(name).forEach((path, i) => {
      if (i > 0 && !((values[i] ?? 0) > (values[i - 1] ?? 0))) reasons[path] ??= { says: 'rising' }
    })
  }
  const filled = campaignPaths.filter((path) => draft[path].trim() !== '')
  if (filled.length > 0 && filled.length < campaignPaths.length) {
    for (const path of campaignPaths) if (draft[path].trim() === '') reasons[path] = { says: 'campaign' }
  }
  const sum = sharePaths.reduce((total, path) => total + Number(draft[path]), 0)
  if (sum !== 1000 && sharePaths.every((path) => reasons[path] === undefined)) {
    reasons['shares.risk'] = { says: 'shares', sum }
  }
  return reasons
}

function fieldReason(path: Path, text: string): Reason | null {
  switch (entryOf(path)) {
    case 'flag':
      return null
    case 'text':
      return text === '' && !path.startsWith('campaign.') ? { says: 'required' } : null
    case 'modes':
    case 'weekdays':
      return listed(text).length === 0 ? { says: 'some' } : null
    case 'day':
      return text === '' || isDay(text) ? null : { says: 'day' }
    case 'days':
      return listed(text).every(isDay) ? null : { says: 'day' }
    case 'optional-whole':
      return text === '' ? null : wholeReason(path, text)
    case 'whole':
      return text === '' ? { says: 'required' } : wholeReason(path, text)
  }
}

function wholeReason(path: Path, text: string): Reason | null {
  if (!/^\d{1,7}$/.test(text)) return { says: 'number' }
  const { min, max } = boundsOf(path)
  return Number(text) >= min && Number(text) <= max ? null : { says: 'range', min, max }
}

/** The fields that two forms fill differently. */
export function changedPaths(before: Draft, after: Draft): Path[] {
  return paths.filter((path) => before[path].trim() !== after[path].trim())
}

/** One's own changes from `base`, made on `current` instead. */
export function rebased(base: Draft, mine: Draft, current: Draft): Draft {
  const merged = { ...current }
  for (const path of changedPaths(base, mine)) merged[path] = mine[path]
  return merged
}
