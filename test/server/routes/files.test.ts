import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { districtAnswer, problemSchema, tileJson } from '#data/contract/api.ts'
import { fourCells, serveRows, type Served } from './small-district.ts'

/** Ways to ask for a file outside of what is served. */
const strays = [
  '/../package.json',
  '/..%2fpackage.json',
  '/%2e%2e/package.json',
  '/%2e%2e%2fsecret.txt',
  '/assets/../../secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/....//secret.txt',
  '/secret.txt%00.js',
  '//secret.txt',
  '/C:/secret.txt',
  '/{name}',
  '/%7Bz%7D',
]

let served: Served
let outside: string
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'mingcha-pages-'))
  const client = join(outside, 'client')
  await mkdir(join(client, 'assets'), { recursive: true })
  await writeFile(join(outside, 'secret.txt'), 'secret')
  await writeFile(join(client, 'index.html'), '<!doctype html><title>Mingcha</title>')
  await writeFile(join(client, 'assets/app-1a2b.js'), 'const long = 1\n'.repeat(200))
  served = await serveRows(fourCells(), client)
})
afterAll(async () => {
  await served.close()
  await rm(outside, { recursive: true, force: true })
})

describe('the pages', () => {
  it.each(['/', '/data', '/settings', '/index.html'])(
    '%s is the client, asked for anew each time',
    async (path) => {
      const answer = await served.get(path)
      expect(await answer.text()).toContain('<title>Mingcha')
      expect(answer.headers.get('content-type')).toContain('text/html')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      const etag = answer.headers.get('etag') ?? ''
      expect((await served.get(path, { 'if-none-match': etag })).status).toBe(304)
    },
  )

  it('have assets that stay for good, compressed', async () => {
    const answer = await served.get('/assets/app-1a2b.js', { 'accept-encoding': 'br' })
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-type')).toContain('javascript')
    expect(answer.headers.get('content-encoding')).toBe('br')
  })

  it.each([...strays, '/api', '/api/', '/assets', '/nothing'])('%s is nothing', async (path) => {
    const answer = await served.app.request(new Request(`http://localhost${path}`))
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('secret"')
  })
})

describe('the tiles', () => {
  const state = async () => districtAnswer.parse(await (await served.get('/api/district')).json())
  // The tile of zoom 12 that holds the district.
  const at = '12/3339/1787'

  it('are told of by a TileJSON whose URLs answer', async () => {
    const { geometryRevision } = await state()
    const answer = await served.get(`/tiles/${geometryRevision}/areas.json`)
    const told = tileJson.parse(await answer.json())
    expect(told.vector_layers.map(({ id }) => id)).toEqual(['cell', 'community', 'district', 'label'])
    const url = new URL(told.tiles[0]?.replace('{z}/{x}/{y}', at) ?? '')
    const tile = await served.get(url.pathname, { 'accept-encoding': 'gzip' })
    expect(tile.status).toBe(200)
    expect(tile.headers.get('cache-control')).toContain('immutable')
    const { layers } = new VectorTile(new PbfReader(await tile.arrayBuffer()))
    expect(layers['cell']?.length).toBe(4)
    expect(new Set([0, 1, 2, 3].map((i) => layers['cell']?.feature(i).id))).toEqual(new Set([1, 2, 3, 4]))
    const etag = tile.headers.get('etag') ?? ''
    expect((await served.get(url.pathname, { 'if-none-match': etag })).status).toBe(304)
  })

  it('show the sites with kind and cell', async () => {
    const { registerRevision } = await state()
    const tile = await served.get(`/tiles/${registerRevision}/sites/${at}`)
    const { layers } = new VectorTile(new PbfReader(await tile.arrayBuffer()))
    const sites = [0, 1, 2].map((i) => layers['site']?.feature(i))
    expect(new Map(sites.map((site) => [site?.properties['kind'], site?.properties['c']]))).toEqual(
      new Map([
        ['market', 1],
        ['school', 2],
        ['park', 3],
      ]),
    )
  })

  it('are 204 where nothing lies and 404 at another revision', async () => {
    const { geometryRevision, registerRevision } = await state()
    expect((await served.get(`/tiles/${geometryRevision}/areas/12/0/0`)).status).toBe(204)
    for (const path of [
      `/tiles/other/areas/${at}`,
      `/tiles/${registerRevision}/areas/${at}`,
      '/tiles/other/areas.json',
    ]) {
      const answer = await served.get(path)
      expect(answer.status).toBe(404)
      expect(problemSchema.parse(await answer.json()).code).toBe('gone-revision')
    }
  })

  it.each(['12/4096/0', '15/0/0', '99/0/0', '12/-1/0', '12/1.5/0', '12/1e3/0', '{z}/{x}/{y}'])(
    '%s is no tile',
    async (path) => {
      const { geometryRevision } = await state()
      expect((await served.get(`/tiles/${geometryRevision}/areas/${path}`)).status).toBe(400)
    },
  )
})

describe('the basemap', () => {
  it('has the files that the district lists, and no others', async () => {
    const { basemap } = districtAnswer.parse(await (await served.get('/api/district')).json())
    expect(basemap).toContain('land.geojson')
    const answer = await served.get('/basemap/land.geojson')
    expect(answer.headers.get('content-type')).toBe('application/geo+json')
    const etag = answer.headers.get('etag') ?? ''
    expect((await served.get('/basemap/land.geojson', { 'if-none-match': etag })).status).toBe(304)
    for (const path of [...strays, '/NOTICE', '/coast.ts', '/']) {
      const answer = await served.app.request(new Request(`http://localhost/basemap${path}`))
      expect([400, 404], path).toContain(answer.status)
    }
  })
})
