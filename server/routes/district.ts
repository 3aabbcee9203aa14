import { createRoute } from '@hono/zod-openapi'
import {
  areasAnswer,
  districtAnswer,
  sitesAnswer,
  type AreasAnswer,
  type DistrictAnswer,
  type SiteItem,
  type SitesAnswer,
} from '#data/contract/api.ts'
import { noQuery, sitesQuery } from '#data/contract/queries.ts'
import type { Kind } from '#data/contract/tables.ts'
import { problems } from '#server/http/problem.ts'
import { localDay } from '#server/live/today.ts'
import type { SiteRecord } from '#server/warehouse/records.ts'
import { basemapNames } from './basemap.ts'
import { encodeJson } from './columns.ts'
import { revisionsOf } from './revision.ts'
import { askJson, newRoutes, type Parts } from './routes.ts'

const district = createRoute({
  method: 'get',
  path: '/district',
  tags: ['District'],
  summary: 'Name, settings, counts and state of the district',
  request: { query: noQuery },
  responses: {
    200: { description: 'The district', content: { 'application/json': { schema: districtAnswer } } },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

const areas = createRoute({
  method: 'get',
  path: '/areas',
  tags: ['District'],
  summary: 'Cells, communities and districts with their numbers and names',
  request: { query: noQuery },
  responses: {
    200: { description: 'Areas', content: { 'application/json': { schema: areasAnswer } } },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

const sites = createRoute({
  method: 'get',
  path: '/sites',
  tags: ['District'],
  summary: 'Sites with their numbers and names, of one area or of all, page by page',
  description:
    'In the order of `siteNo`. `located=no` lists those that lie in no cell, each with the reason. Where `next` is not null, ask again with `after` = `next`; numbers belong to one `registerRevision`, so begin anew when it changed between two pages.',
  request: { query: sitesQuery },
  responses: {
    200: { description: 'Sites', content: { 'application/json': { schema: sitesAnswer } } },
    ...problems('bad-parameter', 'not-found', 'forbidden', 'not-allowed', 'starting', 'internal'),
  },
})

export function districtRoutes({ answers, places, build, basemaps, now }: Parts) {
  return newRoutes()
    .openapi(district, (c) =>
      askJson<DistrictAnswer, { today: string }>(answers, c, {
        name: 'district',
        open: true,
        query: ({ settings }) => ({ today: localDay(settings.zone, now()) }),
        make: async ({ today }, state) => {
          const { settings, firstDay, lastDay, counts } = state
          return encodeJson({
            ...revisionsOf(state),
            ...settings.district,
            settings,
            today,
            asOf: settings.pinnedAsOf ?? today,
            firstDay,
            lastDay,
            dataAsOf: state.dataAsOf,
            counts,
            kinds: everyKind(state.kinds),
            sectors: state.sectors,
            bounds: state.bounds,
            basemap: await basemapNames(basemaps, settings),
            build,
          } satisfies DistrictAnswer)
        },
      }),
    )
    .openapi(areas, (c) =>
      askJson<AreasAnswer, object>(answers, c, {
        name: 'areas',
        open: true,
        query: () => ({}),
        make: async (_, { geometryRevision }) => {
          const { list } = await places.areas()
          return encodeJson({ geometryRevision, areas: [...list] } satisfies AreasAnswer)
        },
      }),
    )
    .openapi(sites, (c) => {
      const { area, located, after, limit } = c.req.valid('query')
      return askJson<SitesAnswer, object>(answers, c, {
        name: 'sites list',
        query: () => ({ area, located, after, limit }),
        make: async (_, { registerRevision }, sight) => {
          if (area !== undefined) await places.areaFor(sight, area)
          const found = await sight.sites({
            areaId: area,
            located: located === undefined ? undefined : located === 'yes',
            after,
            limit: limit + 1,
          })
          const sites = found.slice(0, limit).map(siteItem)
          const next = found.length > limit ? (sites.at(-1)?.siteNo ?? null) : null
          return encodeJson({ registerRevision, sites, next } satisfies SitesAnswer)
        },
      })
    })
}

function siteItem(site: SiteRecord): SiteItem {
  const { siteNo, siteId, code, name, nameEn, kind, lon, lat, unitName, unitNameEn, sector, cellId } = site
  const unlocated = cellId !== null ? null : lon === null || lat === null ? 'no-position' : 'outside-cells'
  return {
    siteNo,
    siteId,
    code,
    name,
    nameEn,
    kind,
    lon,
    lat,
    unitName,
    unitNameEn,
    sector,
    areaId: cellId,
    unlocated,
  }
}

function everyKind(counted: Partial<Record<Kind, number>>): DistrictAnswer['kinds'] {
  return {
    checkpoint: 0,
    worksite: 0,
    market: 0,
    enterprise: 0,
    compound: 0,
    park: 0,
    school: 0,
    medical: 0,
    department: 0,
    village: 0,
    ...counted,
  }
}
