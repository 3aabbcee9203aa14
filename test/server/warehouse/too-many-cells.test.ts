import { latLngToCell } from 'h3-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultSettings } from '#data/contract/settings.ts'
import type { Row, Rows } from '#data/contract/tables.ts'
import { CommitRefused } from '#server/contradiction.ts'
import type { Home } from '#server/home.ts'
import { placeAreas, type GivenArea } from '#server/warehouse/areas.ts'
import { expectedHexagons, finestThatFits, mostHexagons } from '#server/warehouse/hexagons.ts'
import { areaM2, polygonsOf } from '#server/warehouse/polygon.ts'
import { areaRow, square } from '#test/support/projection.ts'
import { importOf } from '#test/support/segments.ts'
import { makeSmallHome } from '#test/support/small-home.ts'

let home: Home
let remove: () => Promise<void>
beforeAll(async () => {
  ;({ home, remove } = await makeSmallHome())
})
afterAll(async () => {
  await home.close()
  await remove()
})

/** 3 degrees square: about 100,000 km², 140,000 hexagons of 0.74 km². */
const vast = areaRow({ area_id: 'vast', level: 'community', geometry: square(114, 23, 3) })

async function expectRefused(commit: Promise<unknown>): Promise<string> {
  const { seq } = home.ledger.head
  const refusal: unknown = await commit.catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(CommitRefused)
  expect(refusal).toMatchObject({ code: 'bad-body' })
  expect(home.ledger.head.seq).toBe(seq)
  expect(home.warehouse.state.seq).toBe(seq)
  return refusal instanceof Error ? refusal.message : ''
}

const importing = async (rows: Rows) => {
  const adopt = home.ledger.adoptSegment.bind(home.ledger)
  return home.commit({ kind: 'import', body: await importOf(`${home.folder}/tmp`, rows, adopt) })
}

test('areas that would get more cells than can be are refused with the resolution that fits', async () => {
  for (const commit of [
    () => importing({ area: [vast] }),
    () => home.commit({ kind: 'rows', body: { rows: { area: [vast] } } }),
  ]) {
    const said = await expectRefused(commit())
    expect(said).toMatch(/^h3Resolution 8 would make about 140,000 cells .* finest that fits is 7: /)
  }
})

test('areas that bring their own cells may be as vast as they like', async () => {
  const cell: Row<'area'> = { ...vast, area_id: 'vast-1', parent_id: 'vast', level: 'cell' }
  const { seq } = await importing({ area: [vast, cell] })
  expect(home.warehouse.state.seq).toBe(seq)
  await home.commit({ kind: 'undo', body: { seq, reason: '' } })
})

test('settings that would make more cells than can be are refused with the resolution that fits', async () => {
  const wide = areaRow({ area_id: 'wide', level: 'community', geometry: square(114, 23, 0.3) })
  await importing({ area: [wide] })
  const { settings, settingsVersion } = home.warehouse.state
  const change = (h3Resolution: number) =>
    home.commit({
      kind: 'settings',
      body: { version: settingsVersion + 1, settings: { ...settings, h3Resolution } },
    })
  expect(await expectRefused(change(11))).toMatch(/^h3Resolution 11 would make about 4\d0,000 cells/)
  await change(7)
  expect(home.warehouse.state.settings.h3Resolution).toBe(7)
})

test('the resolution that is said to fit is the finest that does', () => {
  const areas = [4e8, 2e9, 10]
  const fits = finestThatFits(areas, 11) ?? 0
  expect(expectedHexagons(areas, fits)).toBeLessThanOrEqual(mostHexagons)
  expect(expectedHexagons(areas, fits + 1)).toBeGreaterThan(mostHexagons)
  expect(finestThatFits([1e15], 11)).toBeNull()
})

const given = (size: number): GivenArea => ({
  seq: 1,
  areaId: 'c',
  parentId: null,
  level: 'community',
  code: null,
  name: 'c',
  nameEn: null,
  geometry: square(113.5, 22.3, size),
  synthetic: null,
})

test('a ledger that asks for more all the same gets only the cells in which sites lie', async () => {
  const index = latLngToCell(22.4, 113.6, 11)
  const settings = { ...defaultSettings, h3Resolution: 11 }
  const areas = await placeAreas([given(0.3)], settings, new Map([['c', new Set([index])]]))
  expect(areas.filter(({ level }) => level === 'cell').map(({ areaId }) => areaId)).toEqual([`c/${index}`])
})

test('the number expected is about the number made, and other work goes on while they are made', async () => {
  const settings = { ...defaultSettings, h3Resolution: 9 }
  const area = given(0.12)
  let turns = 0
  let going = true
  const turn = () => {
    turns += 1
    if (going) setImmediate(turn)
  }
  turn()
  const areas = await placeAreas([area], settings, new Map())
  going = false
  const made = areas.length - 2
  expect(made / expectedHexagons([areaM2(polygonsOf(area.geometry))], 9)).toBeCloseTo(1, 0)
  expect(made).toBeGreaterThan(1000)
  expect(turns).toBeGreaterThan(made / 200)
})
