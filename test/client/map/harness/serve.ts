import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer, type Connect } from 'vite'
import type { Bounds, LabelArea, MapView } from '#client/map/view.ts'
import type { Row } from '#data/contract/tables.ts'
import { tileCutter } from '#server/tiles/cut.ts'
import { areaLayers, siteLayers, type TileArea, type TileSite } from '#server/tiles/layers.ts'
import { areaM2, boxOf, labelPoint, polygonsOf } from '#server/warehouse/polygon.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export interface Served {
  readonly url: string
  /** What the page shows first; change it before a page is opened. */
  view: MapView
  /** Answers tiles with this status instead; null: as usual. */
  refuseTiles: number | null
  close(): Promise<void>
}

/** Serves a page with nothing but the map, its tiles cut from these areas and sites, and a basemap's files. */
export async function serveMap(
  rows: readonly Row<'area'>[],
  sites: readonly TileSite[],
  basemap: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const areas = numbered(rows)
  const cut = { areas: tileCutter(areaLayers(areas)), sites: tileCutter(siteLayers(sites)) }
  const served: Served = {
    url: '',
    view: viewOf(areas, Object.keys(basemap)),
    refuseTiles: null,
    close: () => vite.close(),
  }
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (path === '/view.json') return response.end(JSON.stringify(served.view, plainArrays))
    const file = basemap[path.replace('/basemap/', '')]
    if (path.startsWith('/basemap/') && file !== undefined) {
      return void readFile(file).then((bytes) => response.end(bytes))
    }
    if (path.endsWith('/areas.json')) {
      response.statusCode = served.refuseTiles ?? 200
      return response.end('{}')
    }
    const tile = /^\/tiles\/[^/]+\/(areas|sites)\/(\d+)\/(\d+)\/(\d+)$/.exec(path)
    if (tile === null) return next()
    if (served.refuseTiles !== null) {
      response.statusCode = served.refuseTiles
      return response.end()
    }
    const [z, x, y] = tile.slice(2).map(Number)
    const bytes = cut[tile[1] === 'areas' ? 'areas' : 'sites']({ z: z ?? 0, x: x ?? 0, y: y ?? 0 })
    response.statusCode = bytes === null ? 204 : 200
    response.setHeader('content-type', 'application/vnd.mapbox-vector-tile')
    return response.end(bytes)
  }
  const vite = await createServer({
    configFile: false,
    root: at('.'),
    cacheDir: at('../../../../node_modules/.cache/map-harness'),
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, fs: { allow: [at('../../../..')] } },
    optimizeDeps: {
      include: [
        'maplibre-gl',
        'react-dom/client',
        'lucide-react',
        'react/jsx-dev-runtime',
        '@deck.gl/core',
        '@deck.gl/layers',
        '@deck.gl/maplibre',
      ],
    },
    plugins: [
      react(),
      { name: 'map-tiles', configureServer: ({ middlewares }) => void middlewares.use(answer) },
    ],
  })
  await vite.listen()
  return Object.assign(served, { url: vite.resolvedUrls?.local[0] ?? '' })
}

/** Areas with numbers from 1 within their level, by id. */
function numbered(rows: readonly Row<'area'>[]): (TileArea & LabelArea)[] {
  const last = { district: 0, community: 0, cell: 0 }
  return rows
    .toSorted((a, b) => (a.area_id < b.area_id ? -1 : 1))
    .map(({ area_id, parent_id, level, name, name_en, geometry }) => {
      const polygons = polygonsOf(geometry)
      const [labelLon, labelLat] = labelPoint(polygons)
      const size = areaM2(polygons)
      return {
        areaNo: ++last[level],
        areaId: area_id,
        parentId: parent_id,
        level,
        name,
        nameEn: name_en,
        geometry,
        labelLon,
        labelLat,
        areaM2: size,
        center: [labelLon, labelLat],
        bbox: boxOf(polygons),
        areaKm2: size / 1e6,
      }
    })
}

function viewOf(areas: readonly (TileArea & LabelArea)[], basemap: readonly string[]): MapView {
  const boxes = areas.map(({ bbox }) => bbox)
  const bounds: Bounds = [
    Math.min(...boxes.map(([west]) => west)),
    Math.min(...boxes.map(([, south]) => south)),
    Math.max(...boxes.map(([, , east]) => east)),
    Math.max(...boxes.map(([, , , north]) => north)),
  ]
  return {
    theme: 'dark',
    language: 'zh-CN',
    basemap,
    geometryRevision: 'g1',
    registerRevision: 'r1',
    bounds,
    siteKinds: null,
    padding: { top: 112, right: 20, bottom: 34, left: 20 },
    areas: areas.map(({ areaNo, level, name, center, bbox, areaKm2 }) => ({
      areaNo,
      level,
      name,
      center,
      bbox,
      areaKm2,
    })),
    paint: null,
    sitePaint: null,
    selected: null,
    hovered: null,
  }
}

/** For JSON.stringify: typed arrays as plain ones. */
export const plainArrays = (_key: string, value: unknown) =>
  value instanceof Uint8Array || value instanceof Int32Array ? [...value] : value
