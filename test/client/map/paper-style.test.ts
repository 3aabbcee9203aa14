import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { expect, test } from 'vitest'
import { edgeLabels } from '#client/map/edge-labels.ts'
import type { MapLook } from '#client/map/look.ts'
import { onPaper } from '#client/map/paper-style.ts'
import { buildStyle } from '#client/map/style.ts'
import type { LabelArea } from '#client/map/view.ts'

const look: MapLook = {
  theme: 'light',
  language: 'zh-CN',
  origin: 'http://127.0.0.1:8787',
  geometryRevision: '3-0123456789ab',
  registerRevision: '4-ba9876543210',
  basemap: ['land.geojson', 'hills.geojson', 'roads.geojson', 'places.geojson'],
  scale: 1,
  textScale: 1,
  isWall: false,
  patternScale: 0.7,
  pixelRatio: 3,
  linesFrom: 9.7,
  namesFrom: 13.1,
  siteKinds: null,
  selectedCell: null,
  standing: false,
  days: [],
  motionMs: 0,
}
const style = buildStyle(look)
const printed = onPaper(style, { cell: [3], community: [] })

test('a printed style is valid, and differs from the screen’s in sea, shallows and names alone', () => {
  expect(validateStyleMin(printed)).toEqual([])
  const changed = printed.layers.filter(
    (layer, i) => JSON.stringify(layer) !== JSON.stringify(style.layers[i]),
  )
  expect(changed.map(({ id }) => id)).toEqual([
    'sea',
    'shallows-0',
    'shallows-1',
    'shallows-2',
    'cell-name',
    'community-name',
  ])
  expect(printed.layers[0]).toMatchObject({ paint: { 'background-color': '#ffffff' } })
})

/** Places on a page of 200 × 100 px, straight from degrees. */
const place = (areaNo: number, x: number, y: number, name: string, level = 'cell'): LabelArea => ({
  areaNo,
  level,
  name,
  nameEn: null,
  center: [x, y],
  bbox: [0, 0, 1, 1],
  areaKm2: 1,
})
const page = { width: 200, height: 100, scale: 1, language: 'zh-CN' } as const
const project = ([x, y]: readonly [number, number]) => ({ x, y })

test('a name that would be cut off by an edge is left out, one that only comes near stays', () => {
  const areas = [
    place(1, 100, 50, '后环第 3 网格'),
    place(2, 30, 50, '后环第 3 网格'),
    place(3, 30, 50, '后环'),
    place(4, 100, 10, '后环'),
    place(5, 190, 50, '后环', 'community'),
    place(6, -40, 50, '唐家'),
  ]
  expect(edgeLabels(areas, project, page)).toEqual({ cell: [2, 4, 6], community: [5] })
})
