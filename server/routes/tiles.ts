import { gunzipSync } from 'node:zlib'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { tileJson, type TileJson } from '#data/contract/api.ts'
import { noQuery } from '#data/contract/queries.ts'
import { encodingOf } from '#server/http/accept.ts'
import { etagOf, matches } from '#server/http/encoded.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { baked, maxZoom } from '#server/tiles/cut.ts'
import type { TileLayer } from '#server/tiles/protocol.ts'
import type { Seen } from '#server/tiles/tiles.ts'
import { seesSites } from '#server/access/policy.ts'
import type { Env } from '#server/http/timing.ts'
import { binary } from './document.ts'
import { scopeOf } from './answers.ts'
import type { Places } from './places.ts'
import { newRoutes, type Parts } from './routes.ts'

const revision = z.string().min(1).max(100)
const whole = (max: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, { error: 'a whole number' })
    .transform(Number)
    .pipe(z.int().max(max))
    .meta({ type: 'integer', minimum: 0, maximum: max })
const layer = z.enum(['areas', 'sites'])
const immutable = 'private, max-age=31536000, immutable'
const tileType = 'application/vnd.mapbox-vector-tile'

const describe = createRoute({
  method: 'get',
  path: '/tiles/{revision}/{layers}',
  tags: ['Tiles'],
  summary: 'TileJSON: areas.json at a geometryRevision, sites.json at a registerRevision',
  request: { params: z.object({ revision, layers: z.enum(['areas.json', 'sites.json']) }), query: noQuery },
  responses: {
    200: { description: 'TileJSON 3.0', content: { 'application/json': { schema: tileJson } } },
    ...problems('bad-parameter', 'gone-revision', 'forbidden', 'not-allowed', 'starting', 'internal'),
  },
})

const tile = createRoute({
  method: 'get',
  path: '/tiles/{revision}/{layer}/{z}/{x}/{y}',
  tags: ['Tiles'],
  summary: 'One Mapbox vector tile; its URL names the revision, so it never changes',
  description:
    'Areas: source-layers cell, community, district (polygons, id = areaNo; a cell’s property c is its community’s areaNo) and label (points with level, no, name, name_en, rank). Sites: source-layer site (points, id = siteNo, kind, c = the cell’s areaNo).',
  request: {
    params: z.object({ revision, layer, z: whole(maxZoom), x: whole(99_999), y: whole(99_999) }),
    query: noQuery,
  },
  responses: {
    200: { description: 'The tile', content: { [tileType]: { schema: binary } } },
    204: { description: 'Nothing lies in this tile' },
    ...problems('bad-parameter', 'gone-revision', 'forbidden', 'not-allowed', 'starting', 'internal'),
  },
})

export function tileRoutes({ home, places, tiles }: Parts) {
  return newRoutes()
    .openapi(describe, async (c) => {
      const { revision, layers } = c.req.valid('param')
      const layer = layers === 'areas.json' ? 'areas' : 'sites'
      const { geometryRevision, registerRevision, bounds } = home.warehouse.state
      if (layer === 'sites') await sitesSeen(c, places)
      if (revision !== (layer === 'areas' ? geometryRevision : registerRevision)) throw gone()
      const root = new URL(c.req.url).origin
      c.header('cache-control', 'no-cache')
      return c.json(describeLayer(layer, `${root}/tiles/${revision}/${layer}/{z}/{x}/{y}`, bounds), 200)
    })
    .openapi(tile, async (c) => {
      const { revision, layer, z, x, y } = c.req.valid('param')
      if (x >= 2 ** z || y >= 2 ** z)
        throw new Refusal('bad-parameter', `At zoom ${z}, x and y end at ${2 ** z - 1}.`)
      const sees = layer === 'areas' ? null : await sitesSeen(c, places)
      const found = await c
        .get('timing')
        .measure('tile', () => tiles.tile(layer, revision, { z, x, y }, sees))
      if (found === 'gone') throw gone()
      const etag = etagOf(JSON.stringify([revision, layer, sees?.scope ?? null, z, x, y]))
      // What of the sites may be seen depends on who asks: the browser keeps them, and asks each time whether it may.
      const cacheControl = layer === 'areas' ? immutable : 'private, no-cache'
      const headers = { 'cache-control': cacheControl, etag, vary: 'Accept-Encoding, Cookie' }
      if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
      return sendTile(c, found, headers)
    })
}

/** The sites the asker may see one by one; null: all. Throws a not-allowed Refusal for who sees sums only. */
async function sitesSeen(c: Context<Env>, places: Places): Promise<Seen | null> {
  if (!(c.get('identity')?.roles ?? []).some((role) => seesSites.has(role)))
    throw new Refusal('not-allowed', 'Sites are not shown to this role one by one.')
  const scope = scopeOf(c)
  const inside = await places.within({ scope })
  if (scope === null || inside === null) return null
  const { list } = await places.areas()
  const cells = list.filter(({ level, areaId }) => level === 'cell' && inside.has(areaId))
  return { scope, cells: cells.map(({ areaNo }) => areaNo) }
}

function sendTile(
  c: Context,
  tile: { bytes: Uint8Array<ArrayBuffer>; gzipped: boolean } | null,
  headers: Record<string, string>,
) {
  if (tile === null) return c.body(null, 204, headers)
  const plain = tile.gzipped && encodingOf(c.req.header('accept-encoding')) === 'identity'
  const bytes = plain ? new Uint8Array(gunzipSync(tile.bytes)) : tile.bytes
  const zipped = tile.gzipped && !plain
  return c.body(bytes, 200, {
    ...headers,
    'content-type': tileType,
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  })
}

function gone(): Refusal {
  return new Refusal(
    'gone-revision',
    'Boundaries or register have changed; ask /api/district for the revision now.',
  )
}

function describeLayer(layer: TileLayer, url: string, bounds: TileJson['bounds'] | null): TileJson {
  const polygons = (id: string, fields: Record<string, string> = {}) => ({ id, fields })
  return {
    tilejson: '3.0.0',
    name: `mingcha ${layer}`,
    tiles: [url],
    minzoom: baked.from,
    maxzoom: maxZoom,
    ...(bounds === null || layer === 'sites' ? {} : { bounds }),
    vector_layers:
      layer === 'sites'
        ? [{ id: 'site', fields: { kind: 'String', c: 'Number' } }]
        : [
            polygons('cell', { c: 'Number' }),
            polygons('community'),
            polygons('district'),
            {
              id: 'label',
              fields: { level: 'String', no: 'Number', name: 'String', name_en: 'String', rank: 'Number' },
            },
          ],
  }
}
