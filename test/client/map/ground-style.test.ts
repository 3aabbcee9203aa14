import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import type { FeatureCollection } from 'geojson'
import { describe, expect, test } from 'vitest'
import { groundStyle } from '#client/map/ground-style.ts'
import type { MapLook } from '#client/map/look.ts'
import { pointLayer } from '#client/map/point-names.ts'

const look: MapLook = {
  theme: 'dark',
  language: 'zh-CN',
  origin: 'http://127.0.0.1:8787',
  geometryRevision: '3-0123456789ab',
  registerRevision: '4-ba9876543210',
  basemap: ['land.geojson', 'hills.geojson', 'roads.geojson', 'places.geojson'],
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
  motionMs: 0,
}
const points: FeatureCollection = { type: 'FeatureCollection', features: [] }

describe.each(['dark', 'light'] as const)('the ground, %s', (theme) => {
  const style = groundStyle({ ...look, theme }, points)

  test('is valid by the style specification', () => {
    expect(validateStyleMin(style)).toEqual([])
  })

  test('tells of no measure and no site of the register: cells are lines, and points are what it was given', () => {
    expect(Object.keys(style.sources)).not.toContain('sites')
    expect(style.layers.filter(({ id }) => /fill|never|count|days|site/.test(id))).toEqual([])
    expect(JSON.stringify(style.layers)).not.toContain('feature-state')
    expect(style.layers.find(({ id }) => id === pointLayer)).toMatchObject({ source: 'points' })
  })
})
