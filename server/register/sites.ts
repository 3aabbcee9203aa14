import Flatbush from 'flatbush'
import type { Found } from '#data/contract/register.ts'
import { contains, polygonsOf } from '#server/warehouse/polygon.ts'
import type { AreaRecord, SiteRecord } from '#server/warehouse/records.ts'

/** Sites of the same name that are nearer than this are one site twice. */
export const doubledM = 30
const metresPerDegree = 111_195

/** A site as a finding. */
export function foundSite(
  site: SiteRecord,
  more: Partial<Pick<Found, 'with' | 'amount' | 'since'>> = {},
): Found {
  const { siteId, name, nameEn, code, lon, lat } = site
  return {
    of: 'site',
    id: siteId,
    name,
    nameEn,
    code,
    lon,
    lat,
    with: [],
    amount: null,
    since: null,
    ...more,
  }
}

/** Sites that lie in more than one of the cells that a source gave. */
export function ambiguousSites(sites: readonly SiteRecord[], cells: readonly AreaRecord[]): Found[] {
  if (cells.length === 0) return []
  const index = new Flatbush(cells.length)
  for (const { west, south, east, north } of cells) index.add(west, south, east, north)
  index.finish()
  const shapes = cells.map(({ geometry }) => polygonsOf(geometry))
  return sites.flatMap((site) => {
    const { lon, lat } = site
    if (lon === null || lat === null) return []
    const holders = index
      .search(lon, lat, lon, lat)
      .filter((i) => contains(shapes[i] ?? [], [lon, lat]))
      .flatMap((i) => cells[i] ?? [])
      .map(({ areaId: id, name, nameEn }) => ({ id, name, nameEn }))
    return holders.length > 1 ? [foundSite(site, { with: holders })] : []
  })
}

/** Sites of which another one has the same name, as it is heard, within 30 m; the nearest first. */
export function doubledSites(sites: readonly SiteRecord[]): Found[] {
  const byName = new Map<string, SiteRecord[]>()
  for (const site of sites) {
    const name = plainName(site.name ?? '')
    if (name === '' || site.lon === null || site.lat === null) continue
    byName.set(name, [...(byName.get(name) ?? []), site])
  }
  const found: Found[] = []
  for (const namesakes of byName.values())
    for (const site of namesakes) {
      const near = namesakes.flatMap((other) => {
        const metres = other === site ? Infinity : metresBetween(site, other)
        return metres <= doubledM ? [{ other, metres }] : []
      })
      if (near.length === 0) continue
      near.sort((a, b) => a.metres - b.metres)
      const others = near.map(({ other: { siteId: id, name, nameEn } }) => ({ id, name, nameEn }))
      found.push(
        foundSite(site, { with: others, amount: Math.round(Math.min(...near.map(({ metres }) => metres))) }),
      )
    }
  return found.toSorted((a, b) => (a.amount ?? 0) - (b.amount ?? 0))
}

/** A name without what is written now so, now so: width, case, spaces, punctuation. */
function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]/gu, '')
}

function metresBetween(a: SiteRecord, b: SiteRecord): number {
  const north = (a.lat ?? 0) - (b.lat ?? 0)
  const east = ((a.lon ?? 0) - (b.lon ?? 0)) * Math.cos(((a.lat ?? 0) * Math.PI) / 180)
  return Math.hypot(north, east) * metresPerDegree
}
