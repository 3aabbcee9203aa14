import type { Language, Look } from '#client/state/look.ts'
import { viewParameters } from '#client/state/url.ts'

export const offeredFormats = ['xlsx', 'csv', 'geojson', 'parquet'] as const
export type OfferedFormat = (typeof offeredFormats)[number]

/** A table that can be had, as a file of each of its formats. */
export interface Offer {
  what: string
  name: string
  /** Null: not in this format. */
  links: Readonly<Record<OfferedFormat, string | null>>
}

/** Which rows: of an area, of a site, or only these areas. */
export interface Rows {
  area?: string
  site?: string
  only?: readonly string[] | null
}

/** What of the view a table takes; a parameter that would change nothing is refused. */
const taken: Record<'areas' | 'sites' | 'visits' | 'issues', ReadonlySet<string>> = {
  areas: new Set(['asOf', 'knownAt', 'window', 'kinds', 'sectors', 'modes', 'severities']),
  sites: new Set(['asOf', 'knownAt', 'kinds', 'sectors', 'modes', 'severities']),
  visits: new Set(['asOf', 'knownAt', 'kinds', 'sectors', 'modes', 'severities']),
  issues: new Set(['asOf', 'knownAt', 'kinds', 'sectors', 'severities']),
}
/** Longer addresses are not taken everywhere. */
const longestList = 6000

/** A table of what is shown, under the same filters. */
export function offerOf(
  what: keyof typeof taken,
  name: string,
  look: Look,
  language: Language,
  { area, site, only = null }: Rows = {},
): Offer {
  const query = new URLSearchParams()
  for (const [key, value] of viewParameters(look)) if (taken[what].has(key)) query.set(key, value)
  if (area !== undefined) query.set('area', area)
  if (site !== undefined) query.set('site', site)
  if (only !== null && only.length > 0 && only.length <= 1000 && only.join().length <= longestList)
    query.set('only', only.join())
  if (what === 'issues') query.set('status', 'all')
  query.set('language', language)
  const isPlaced = what === 'areas' || what === 'sites'
  return {
    what,
    name,
    links: linksOf((format) =>
      isPlaced || format !== 'geojson' ? `/api/exports/${what}/${format}?${query}` : null,
    ),
  }
}

/** A table of the register as it stands, whatever is looked at. */
export function registerOffer(
  table: 'area' | 'site' | 'visit' | 'issue' | 'unit' | 'team',
  name: string,
): Offer {
  const unfit = {
    area: 'xlsx',
    site: '',
    visit: 'geojson',
    issue: 'geojson',
    unit: 'geojson',
    team: 'geojson',
  }[table]
  return {
    what: table,
    name,
    links: linksOf((format) => (format === unfit ? null : `/api/exports/tables/${table}/${format}`)),
  }
}

function linksOf(hrefOf: (format: OfferedFormat) => string | null): Offer['links'] {
  const [xlsx, csv, geojson, parquet] = offeredFormats
  return { xlsx: hrefOf(xlsx), csv: hrefOf(csv), geojson: hrefOf(geojson), parquet: hrefOf(parquet) }
}
