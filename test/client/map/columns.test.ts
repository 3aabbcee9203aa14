import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { paintCode, smallCountFlag, type Paint } from '#client/map/paint.ts'
import { densityRamp, mapColours } from '#client/theme/ramps.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { pixelAt, rgbOf } from '#test/support/pixel.ts'
import { fourCells, pointIn } from './four-cells.ts'
import { plainArrays, serveMap, type Served } from './harness/serve.ts'

let served: Served
let browser: Browser
let page: Page
const patience = { timeout: 40_000, interval: 200 }

/** Densities of cells 1 to 4: raised, very low, high, raised on few visits. */
const paint: Paint = {
  geometryRevision: 'g1',
  codes: Uint8Array.of(
    0,
    paintCode.density + 2,
    paintCode.density,
    paintCode.density + 3,
    paintCode.density + 2 + smallCountFlag,
  ),
  days: new Int32Array(5).fill(-1),
}
/** Issues: 5 in the north-west, none in the north-east, 10 in the south-west, 5 in the south-east. */
const counts = { geometryRevision: 'g1', found: Int32Array.of(0, 5, 0, 10, 5) }
const up = { columns: { on: true, counts } }
const flat = { columns: { on: false, counts } }

beforeAll(async () => {
  served = await serveMap(fourCells(), [])
  served.view = {
    ...served.view,
    padding: { top: 60, right: 30, bottom: 30, left: 30 },
    paint,
    ...flat,
  }
  browser = await launchBrowser()
  page = await open()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})
beforeEach(async () => {
  await page.mouse.move(2, 2)
  await show(page, { ...served.view, ...flat, selected: null })
  await expect.poll(() => pitch(page), patience).toBe(0)
  await page.evaluate(() => {
    for (const told of [window.harness?.hovered, window.harness?.selected, window.harness?.problems])
      told?.splice(0)
  })
})

async function open(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 740, height: 420 }, reducedMotion: 'reduce' })
  await page.goto(served.url)
  await page.waitForFunction(() => window.harness?.ready, null, { timeout: 60_000 })
  return page
}
const show = (page: Page, change: Partial<Served['view']>) =>
  page.evaluate((text) => window.harness?.show(text), JSON.stringify(change, plainArrays))
const pitch = (page: Page) => page.evaluate(() => window.harness?.open?.map.getPitch())
const bearing = (page: Page) => page.evaluate(() => window.harness?.open?.map.getBearing())
const raise = async (page: Page) => {
  await show(page, up)
  await page.locator('.map-columns canvas').waitFor({ timeout: 40_000 })
  await expect.poll(() => pitch(page), patience).toBe(50)
}
/** Where the foot of a cell's column is seen. */
const foot = async (page: Page, cell: 1 | 2 | 3 | 4) => {
  const at = await page.evaluate(
    ([lon, lat]) => window.harness?.open?.map.project([lon, lat]),
    pointIn(cell, 0.5, 0.5),
  )
  if (at === undefined) throw new Error('no map')
  return at
}
/** The colour a little above a column's foot, left (west) or right (east) of its middle edge. */
const sideAt = async (page: Page, cell: 1 | 2 | 3 | 4, side: 'west' | 'east') => {
  const { x, y } = await foot(page, cell)
  return pixelAt(page, x + (side === 'west' ? -3 : 3), y - 8)
}
/** A colour at a share of its light. */
const shade = (hex: string, share: number) => rgbOf(hex).map((byte) => Math.round(byte * share))
const near = (wanted: readonly number[], by = 4) =>
  wanted.map((value) => expect.toSatisfy((is: number) => Math.abs(is - value) <= by, `${value} ± ${by}`))

test('a column has the colour of its cell in two shades; where nothing was found there is none', async () => {
  await raise(page)
  const [, , raised] = densityRamp.dark
  await expect.poll(() => sideAt(page, 1, 'east'), patience).toEqual(near(shade(raised.fill, 0.62)))
  const west = await sideAt(page, 1, 'west')
  const light = west[2] / (rgbOf(raised.fill)[2] ?? 1)
  expect(light).toBeGreaterThan(0.66)
  expect(light).toBeLessThan(0.9)
  expect(west).toEqual(near(shade(raised.fill, light)))
  const { x, y } = await foot(page, 2)
  expect(await pixelAt(page, x, y - 8)).toEqual(rgbOf(densityRamp.dark[0].fill))
})

test('twice the issues are twice as high, and few visits let the ground through', async () => {
  await raise(page)
  const [, , , high] = densityRamp.dark
  const reach = async (cell: 1 | 3) => {
    const { x, y } = await foot(page, cell)
    const fill = cell === 1 ? densityRamp.dark[2].fill : high.fill
    let tall = 0
    for (let above = 6; above < 90; above += 2) {
      const colour = await pixelAt(page, x + 3, y - above)
      if (colour.every((byte, i) => Math.abs(byte - (shade(fill, 0.62)[i] ?? 0)) <= 4)) tall = above
    }
    return tall
  }
  await expect.poll(() => reach(3), patience).toBeGreaterThan(0)
  const ratio = (await reach(3)) / (await reach(1))
  expect(ratio).toBeGreaterThan(1.6)
  expect(ratio).toBeLessThan(2.6)
  expect(await sideAt(page, 4, 'east')).not.toEqual(near(shade(densityRamp.dark[2].fill, 0.62)))
})

test('the camera tilts for columns and lies flat with north up after them; only meanwhile it is turned by hand', async () => {
  const turn = async () => {
    await page.locator('.maplibregl-canvas').focus()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowUp')
  }
  const north = page.getByRole('button', { name: '北朝上' })
  await turn()
  expect([await pitch(page), await bearing(page)]).toEqual([0, 0])

  await raise(page)
  expect(await bearing(page)).toBe(0)
  expect(await north.count()).toBe(0)
  await expect
    .poll(async () => {
      await turn()
      return bearing(page)
    }, patience)
    .toBeGreaterThan(1)
  await north.click()
  await expect.poll(() => bearing(page), patience).toBe(0)
  await north.waitFor({ state: 'detached' })
  await turn()
  await show(page, flat)
  await expect.poll(() => pitch(page), patience).toBe(0)
  await expect.poll(() => bearing(page), patience).toBe(0)
  await turn()
  expect([await pitch(page), await bearing(page)]).toEqual([0, 0])
  expect(await page.locator('.map-columns').count()).toBe(0)
})

test('a column points at its cell up to its top, whatever cell lies behind it; a click selects that cell', async () => {
  await raise(page)
  await page.evaluate(() => window.harness?.open?.map.setPitch(65))
  const { x, y } = await foot(page, 3)
  const behind = await page.evaluate(
    ([x, y]) =>
      window.harness?.open?.map.queryRenderedFeatures([x, y], { layers: ['cell-fill'] }).map(({ id }) => id),
    [x, y - 50] as const,
  )
  expect([...new Set(behind)]).toEqual([1])
  await expect
    .poll(async () => {
      await page.mouse.move(x + 1, y - 40)
      await page.mouse.move(x, y - 50)
      return page.evaluate(() => window.harness?.hovered.at(-1))
    }, patience)
    .toEqual({ level: 'cell', areaNo: 3 })
  await page.mouse.click(x, y - 50)
  await expect
    .poll(() => page.evaluate(() => window.harness?.selected.at(-1)), patience)
    .toEqual({ level: 'cell', areaNo: 3 })
})

test('a selected column has an edge in the colour of the selection', async () => {
  await raise(page)
  const edges = async () => {
    const { x, y } = await foot(page, 1)
    const wanted = rgbOf(mapColours.dark.text)
    let found = 0
    for (let dx = -16; dx <= 16; dx++)
      if ((await pixelAt(page, x + dx, y - 12)).every((byte, i) => Math.abs(byte - (wanted[i] ?? 0)) <= 6))
        found++
    return found
  }
  expect(await edges()).toBe(0)
  await show(page, { selected: { level: 'cell', areaNo: 1 } })
  await expect.poll(edges, { ...patience, interval: 800 }).toBeGreaterThan(1)
})

test('columns follow theme and size, and come back after their context is lost', async () => {
  await raise(page)
  await show(page, { theme: 'light' })
  const { fill } = densityRamp.light[2]
  await expect.poll(() => sideAt(page, 1, 'east'), patience).toEqual(near(shade(fill, 0.62)))
  await page.setViewportSize({ width: 800, height: 440 })
  await expect.poll(() => sideAt(page, 1, 'east'), patience).toEqual(near(shade(fill, 0.62)))
  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.map-columns canvas')
    canvas?.setAttribute('data-lost', '')
    canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
  })
  await page.locator('.map-columns canvas:not([data-lost])').waitFor({ timeout: 20_000 })
  await expect.poll(() => sideAt(page, 1, 'east'), patience).toEqual(near(shade(fill, 0.62)))
  expect(await page.evaluate(() => window.harness?.problems)).toEqual([])
  await page.setViewportSize({ width: 740, height: 420 })
})

test('a map that loses its own context keeps its columns', async () => {
  await raise(page)
  const { fill } = densityRamp.dark[2]
  await page.evaluate(() => {
    const map = window.harness?.open?.map
    const lose = map?.getCanvas().getContext('webgl2')?.getExtension('WEBGL_lose_context')
    map?.once('webglcontextlost', () => setTimeout(() => lose?.restoreContext(), 50))
    lose?.loseContext()
  })
  await expect
    .poll(() => page.evaluate(() => window.harness?.problems.map((one) => one?.kind ?? null)), patience)
    .toEqual(['context-lost', null])
  await expect.poll(() => sideAt(page, 1, 'east'), patience).toEqual(near(shade(fill, 0.62)))
  expect(await pitch(page)).toBe(50)
})

test('columns that cannot be drawn leave the flat map, say so, and can be asked for anew', async () => {
  const other = await open()
  await other.evaluate(() => {
    const { prototype } = HTMLCanvasElement
    const get = Reflect.get(prototype, 'getContext')
    Object.assign(window, { giveContexts: () => Reflect.set(prototype, 'getContext', get) })
    Reflect.set(prototype, 'getContext', () => null)
  })
  await show(other, up)
  const problem = () => other.evaluate(() => window.harness?.problems.at(-1)?.kind)
  await expect.poll(problem, patience).toBe('columns')
  expect(await pitch(other)).toBe(0)
  expect(await other.locator('.map-columns').count()).toBe(0)
  expect(await other.getByRole('button', { name: /^立体柱/ }).getAttribute('aria-pressed')).toBe('false')
  await other.evaluate(() => {
    const give: unknown = Reflect.get(window, 'giveContexts')
    if (typeof give === 'function') give()
    const last = window.harness?.problems.at(-1)
    if (last?.kind === 'columns') last.retry()
  })
  await expect.poll(() => pitch(other), patience).toBe(50)
  await other.close()
})
