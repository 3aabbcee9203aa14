import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRoute, z } from '@hono/zod-openapi'
import { noQuery } from '#data/contract/queries.ts'
import type { Settings } from '#data/contract/settings.ts'
import { encoded, etagOf, matches, type Encoded } from '#server/http/encoded.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { send } from './answers.ts'
import { jsonOf, newRoutes, type Parts } from './routes.ts'

const basemap = z.object({ type: z.literal('FeatureCollection') })
type Basemap = z.infer<typeof basemap>

const file = createRoute({
  method: 'get',
  path: '/basemap/{name}',
  tags: ['Tiles'],
  summary: 'One GeoJSON file of the basemap; /api/district lists those there are',
  request: { params: z.object({ name: z.string().max(100) }), query: noQuery },
  responses: {
    200: {
      description: 'GeoJSON',
      content: { 'application/geo+json': { schema: basemap } },
    },
    ...problems('bad-parameter', 'not-found', 'forbidden', 'starting', 'internal'),
  },
})

/** Files named like land.geojson in the district's own folder, else, where it is the demo, the shipped ones. */
export async function basemapNames(folders: readonly string[], settings: Settings): Promise<string[]> {
  for (const folder of usable(folders, settings)) {
    const names = await readdir(folder).catch(() => [])
    const found = names.filter((name) => /^[\w-]+\.geojson$/.test(name)).toSorted()
    if (found.length > 0) return found
  }
  return []
}

export function basemapRoutes({ home, basemaps }: Parts) {
  const kept = new Map<string, Encoded>()
  return newRoutes().openapi(file, async (c) => {
    const { name } = c.req.valid('param')
    const { settings } = home.warehouse.state
    if (!(await basemapNames(basemaps, settings)).includes(name))
      throw new Refusal('not-found', 'There is no such basemap file; /api/district lists those there are.')
    const bytes = await readFirst(usable(basemaps, settings), name)
    const etag = etagOf(bytes)
    if (matches(c.req.header('if-none-match'), etag))
      return jsonOf<Basemap>(c.body(null, 304, { etag, 'cache-control': 'no-cache' }))
    const answer = kept.get(etag) ?? encoded(bytes, 'application/geo+json', etag, 6)
    kept.set(etag, answer)
    return jsonOf<Basemap>(await send(c, answer))
  })
}

/** The last folder holds the demo's files: they show a made-up place and fit no other. */
function usable(folders: readonly string[], { district }: Settings): readonly string[] {
  return district.synthetic ? folders : folders.slice(0, -1)
}

async function readFirst(folders: readonly string[], name: string): Promise<Uint8Array<ArrayBuffer>> {
  for (const folder of folders) {
    const bytes = await readFile(join(folder, name)).catch(() => null)
    if (bytes !== null) return new Uint8Array(bytes)
  }
  throw new Refusal('not-found', 'There is no such basemap file; /api/district lists those there are.')
}
