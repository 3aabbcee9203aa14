import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { describe, expect, test } from 'vitest'
import type { MapLook } from '#client/map/look.ts'
import { patternName } from '#client/map/patterns.ts'
import { buildStyle } from '#client/map/style.ts'

const plain: MapLook = {
  theme: 'dark',
  language: 'zh-CN',
  origin: 'http://127.0.0.1:8787',
  geometryRevision: '3-0123456789ab',
  registerRevision: '4-ba9876543210',
  basemap: [],
  scale: 1,
  textScale: 1,
  isWall: false,
  patternScale: 0.7,
  pixelRatio: 2,
  linesFrom: 9.7,
  namesFrom: 13.1,
  selectedCell: null,
  siteKinds: null,
  days: [],
  standing: false,
  motionMs: 400,
}
const basemap = ['land.geojson', 'hills.geojson', 'roads.geojson', 'places.geojson']
const days = [{ areaNo: 7, at: [113.5, 22.4], days: 41, ink: '#0b0f13' }] as const
const looks: [string, MapLook][] = [
  ['dark, Chinese, no basemap', plain],
  ['light, English, basemap', { ...plain, theme: 'light', language: 'en', basemap }],
  ['large screen, a cell selected, days printed', { ...plain, scale: 2.5, selectedCell: 7, days, basemap }],
  ['few sites at every zoom', { ...plain, siteKinds: ['checkpoint', 'worksite'] }],
  ['columns on the cells', { ...plain, standing: true, basemap }],
  ['a file of the basemap missing', { ...plain, basemap: ['roads.geojson'], motionMs: 0 }],
]

describe.each(looks)('style: %s', (_name, look) => {
  const style = buildStyle(look)

  test('is valid by the style specification', () => {
    expect(validateStyleMin(style)).toEqual([])
  })

  test('asks nothing of any other host, and for no glyphs or sprites', () => {
    expect(style.glyphs).toBeUndefined()
    expect(style.sprite).toBeUndefined()
    for (const [, address = ''] of JSON.stringify(style).matchAll(/"(https?:[^"]*)"/g)) {
      expect(address.startsWith(look.origin)).toBe(true)
    }
  })

  test('equal looks make equal styles, and every layer its own name', () => {
    expect(buildStyle(structuredClone(look))).toEqual(style)
    expect(new Set(style.layers.map(({ id }) => id)).size).toBe(style.layers.length)
  })
})

test('tiles are named by their revision, so that a browser may keep them for ever', () => {
  const { areas, sites } = buildStyle(plain).sources
  expect(JSON.stringify(areas)).toContain('/tiles/3-0123456789ab/areas/{z}/{x}/{y}')
  expect(JSON.stringify(sites)).toContain('/tiles/4-ba9876543210/sites/{z}/{x}/{y}')
})

test('the name of a pattern changes with all that its picture depends on', () => {
  const names = [
    plain,
    { ...plain, theme: 'light' as const },
    { ...plain, scale: 2 },
    { ...plain, patternScale: 1 },
    { ...plain, pixelRatio: 1 },
  ].map((look) => patternName('never', look))
  expect(new Set(names).size).toBe(names.length)
  expect(names).not.toContain(patternName('small', plain))
})
