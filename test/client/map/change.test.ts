import { expect, test } from 'vitest'
import { changeOf } from '#client/map/change.ts'
import type { MapView } from '#client/map/view.ts'

const counts = { geometryRevision: 'g1', found: Int32Array.of(0, 1) }
const view: MapView = {
  theme: 'dark',
  language: 'zh-CN',
  basemap: ['land.geojson'],
  geometryRevision: 'g1',
  registerRevision: 'r1',
  bounds: [0, 0, 1, 1],
  padding: { top: 0, right: 0, bottom: 0, left: 0 },
  areas: [],
  paint: null,
  sitePaint: null,
  siteKinds: null,
  columns: { on: false, counts },
  selected: null,
  hovered: null,
}
const cell = { level: 'cell', areaNo: 1 } as const

test('an equal view changes nothing, though its parts are other objects', () => {
  expect(changeOf(view, { ...view, basemap: ['land.geojson'], columns: { on: false, counts } })).toBe(
    'nothing',
  )
  expect(changeOf({ ...view, selected: cell }, { ...view, selected: { ...cell } })).toBe('nothing')
})

test('what is pointed at, or has just changed, asks for outlines alone', () => {
  expect(changeOf(view, { ...view, hovered: cell })).toBe('outline')
  expect(changeOf(view, { ...view, emphasis: { id: '2-b', areaNos: [1] } })).toBe('outline')
})

const looks: [string, Partial<MapView>][] = [
  ['theme', { theme: 'light' }],
  ['language', { language: 'en' }],
  ['colours', { paint: { geometryRevision: 'g1', codes: Uint8Array.of(0), days: Int32Array.of(-1) } }],
  ['selection', { selected: cell }],
  ['columns that rise', { columns: { on: true, counts } }],
  ['issues counted anew', { columns: { on: false, counts: { ...counts } } }],
  ['a new geometry', { geometryRevision: 'g2' }],
]
test.each(looks)('%s: the look is worked out anew', (_, change) => {
  expect(changeOf(view, { ...view, ...change })).toBe('look')
})
