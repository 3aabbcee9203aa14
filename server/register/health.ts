import { findings, type Finding, type Found, type RegisterAnswer } from '#data/contract/register.ts'
import type { Warehouse } from '#server/warehouse/warehouse.ts'
import { cellsWithoutSites, overlaps, slivers } from './cells.ts'
import { ambiguousSites, doubledSites, foundSite } from './sites.ts'

/** A site that no import brought for this long is stale. */
export const staleDays = 365
const shown = 200

/** What is wrong with the register, as far as it can be seen from the register alone. */
export async function registerHealth(
  warehouse: Pick<Warehouse, 'areas' | 'sites' | 'staleSites' | 'state'>,
  today: string,
  now: Date,
): Promise<RegisterAnswer> {
  const { registerRevision, geometryRevision, settings } = warehouse.state
  const [areas, sites] = [await warehouse.areas(), await warehouse.sites()]
  const cells = areas.filter(({ level, derived }) => level === 'cell' && !derived)
  const before = new Date(now.getTime() - staleDays * 86_400_000)
  const since = new Map(
    (await warehouse.staleSites(before, settings.zone)).map((stale) => [stale.siteId, stale.since]),
  )
  const bySite = new Map(sites.map((site) => [site.siteId, site]))
  const all: Record<Finding, Found[]> = {
    'no-position': sites
      .filter(({ lon, lat }) => lon === null || lat === null)
      .map((site) => foundSite(site)),
    outside: sites
      .filter(({ lon, lat, cellId }) => lon !== null && lat !== null && cellId === null)
      .map((site) => foundSite(site)),
    ambiguous: ambiguousSites(sites, cells),
    doubled: doubledSites(sites),
    stale: [...since].flatMap(([siteId, day]) => {
      const site = bySite.get(siteId)
      return site === undefined ? [] : [foundSite(site, { since: day })]
    }),
    'no-sites': cellsWithoutSites(cells, sites, today),
    sliver: slivers(cells),
    overlap: await overlaps(cells),
  }
  return {
    registerRevision,
    geometryRevision,
    sites: sites.length,
    cells: cells.length,
    findings: findings.map((finding) => ({
      finding,
      total: all[finding].length,
      found: all[finding].slice(0, shown),
    })),
  }
}
