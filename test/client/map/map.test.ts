import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { paintCode, type Paint } from '#client/map/paint.ts'
import { mapColours, recencyRamp } from '#client/theme/ramps.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { fourCells, fourSites, pointIn } from './four-cells.ts'
import { plainArrays, serveMap, type Served } from './harness/serve.ts'

let served: Served
let browser: Browser
const patience = { timeout: 30_000, interval: 150 }

/** Cells 1 to 4: fresh, overdue, never, no sites. */
const paint: Paint = {
  geometryRevision: 'g1',
  codes: Uint8Array.of(0, paintCode.recency, paintCode.recency + 3, paintCode.never, paintCode.noSites),
  days: Int32Array.of(-1, -1, -1, -1, -1),
}
const [fresh, onTime, , overdue, longOverdue] = recencyRamp.dark.map(({ fill }) => fill)
const { land, sea, neverGround, text } = mapColours.dark

beforeAll(async () => {
  served = await serveMap(fourCells(), fourSites())
  served.view = { ...served.view, padding: { top: 20, right: 20, bottom: 20, left: 20 } }
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})
const pages: Page[] = []
afterEach(async () => {
  served.refuseTiles = null
  await Promise.all(pages.splice(0).map((page) => page.close()))
})

async function openPage(first: Partial<Served['view']> = { paint }, before?: (page: Page) => Promise<void>) {
  const usual = served.view
  const page = await browser.newPage({ viewport: { width: 320, height: 320 }, reducedMotion: 'reduce' })
  pages.push(page)
  await before?.(page)
  served.view = { ...usual, ...first }
  await page.goto(served.url)
  await page.waitForFunction(() => window.harness !== undefined)
  served.view = usual
  return page
}

let shared: Page | null = null
/** One page for all tests that need nothing but a map: it shows the usual view again, and forgets what it was told. */
async function openReady(first: Partial<Served['view']> = {}) {
  const page = shared ?? (await openPage())
  shared = page
  pages.splice(0)
  await page.waitForFunction(() => window.harness?.ready, null, { timeout: 30_000 })
  await page.mouse.move(1, 1)
  await show(page, { ...served.view, paint, sitePaint: null, selected: null, ...first })
  await page.evaluate(() => {
    const { harness } = window
    for (const told of [harness?.selected, harness?.hovered, harness?.problems]) told?.splice(0)
    harness?.open?.fit()
  })
  return page
}

/** The colour on the screen at a place, as "#rrggbb". */
function colourAt(page: Page, at: readonly [number, number]): Promise<string> {
  return page.evaluate(
    ([lon, lat]) =>
      new Promise<string>((resolve) => {
        const map = window.harness?.open?.map
        if (map === undefined) return resolve('no map')
        map.once('render', () => {
          const canvas = map.getCanvas()
          const { x, y } = map.project([lon, lat])
          const bytes = new Uint8Array(4)
          const gl = canvas.getContext('webgl2')
          gl?.readPixels(Math.round(x), canvas.height - Math.round(y), 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, bytes)
          resolve(`#${[...bytes.subarray(0, 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`)
        })
        map.triggerRepaint()
      }),
    at,
  )
}
const place = (cell: 1 | 2 | 3 | 4) => pointIn(cell, 0.5, 0.3)
const outside = [113.4995, 22.4005] as const

async function expectColours(page: Page, wanted: Partial<Record<1 | 2 | 3 | 4, string | undefined>>) {
  for (const cell of [1, 2, 3, 4] as const) {
    if (wanted[cell] === undefined) continue
    await expect.poll(() => colourAt(page, place(cell)), patience).toBe(wanted[cell])
  }
}
/** Changes what the page shows; numbers travel as plain arrays. */
const show = (page: Page, change: Partial<Served['view']>) =>
  page.evaluate((text) => window.harness?.show(text), JSON.stringify(change, plainArrays))
const problems = (page: Page) =>
  page.evaluate(() => window.harness?.problems.map((problem) => problem?.kind ?? null))
async function clickAt(page: Page, [lon, lat]: readonly [number, number]) {
  const at = await page.evaluate(([lon, lat]) => window.harness?.open?.map.project([lon, lat]), [
    lon,
    lat,
  ] as const)
  if (at !== undefined) await page.mouse.click(at.x, at.y)
}
const lastSelected = (page: Page) => page.evaluate(() => window.harness?.selected.at(-1))

describe('colours', () => {
  test('each cell has the colour of its band; no sites is land; beyond the district is sea', async () => {
    const page = await openReady()
    await expectColours(page, { 1: fresh, 2: overdue, 4: land })
    await expect.poll(() => colourAt(page, outside), patience).toBe(sea)
    const hatch = new Set<string>()
    for (let i = 0; i < 12; i++) hatch.add(await colourAt(page, pointIn(3, 0.3 + i * 0.005, 0.3)))
    expect([...hatch].some((colour) => colour === neverGround || colour === longOverdue)).toBe(true)
    expect(hatch.size).toBeGreaterThan(1)
  })

  test('a new answer repaints without moving the camera, in a new theme too', async () => {
    const page = await openReady()
    const before = await page.evaluate(() => window.harness?.open?.map.getBounds().toArray())
    await show(page, { paint: { ...paint, codes: Uint8Array.of(0, paintCode.recency + 1, 0, 0, 0) } })
    await expectColours(page, { 1: onTime, 2: land, 4: land })
    await show(page, {
      paint: paint,
      theme: 'light',
      language: 'en',
      padding: { top: 90, right: 0, bottom: 0, left: 0 },
    })
    await expectColours(page, {
      1: recencyRamp.light[0].fill,
      2: recencyRamp.light[3].fill,
      4: mapColours.light.land,
    })
    expect(await page.evaluate(() => window.harness?.open?.map.getBounds().toArray())).toEqual(before)
  })

  test('paint of another geometry revision is never joined: its cells are "no data"', async () => {
    const page = await openReady()
    await expectColours(page, { 1: fresh })
    await show(page, { paint: { ...paint, geometryRevision: 'g2' } })
    await expectColours(page, { 1: land, 2: land, 3: land })
    await show(page, { geometryRevision: 'g2' })
    await expectColours(page, { 1: fresh, 2: overdue })
  })
})

describe('a lost WebGL context', () => {
  test('"no data" until the answer is applied again, then the colours from before', async () => {
    const page = await openReady({ paint, selected: { level: 'cell', areaNo: 2 } })
    await expectColours(page, { 1: fresh, 2: overdue, 4: land })
    await page.evaluate(() => {
      const map = window.harness?.open?.map
      const seen: unknown[] = []
      Object.assign(window, { seen })
      map?.on('webglcontextrestored', () => {
        map.once('styledata', () =>
          seen.push(map.getFeatureState({ source: 'areas', sourceLayer: 'cell', id: 2 })),
        )
      })
      const lose = map?.getCanvas().getContext('webgl2')?.getExtension('WEBGL_lose_context')
      map?.once('webglcontextlost', () => setTimeout(() => lose?.restoreContext(), 50))
      lose?.loseContext()
    })
    await expect.poll(() => problems(page), patience).toEqual(['context-lost', null])
    await expectColours(page, { 1: fresh, 2: overdue, 4: land })
    expect(await page.evaluate(() => 'seen' in window && window.seen)).toEqual([{}])
    const selected = { source: 'areas', sourceLayer: 'cell', id: 2 }
    expect(
      await page.evaluate((id) => window.harness?.open?.map.getFeatureState(id), selected),
    ).toMatchObject({ s: true })
  })

  test('without an answer it stays "no data": nothing is left of the old colours', async () => {
    const page = await openReady()
    await expectColours(page, { 1: fresh, 2: overdue })
    await page.evaluate(() => {
      const map = window.harness?.open?.map
      const lose = map?.getCanvas().getContext('webgl2')?.getExtension('WEBGL_lose_context')
      map?.once('webglcontextlost', () => {
        window.harness?.show('{"paint":null}')
        setTimeout(() => lose?.restoreContext(), 50)
      })
      lose?.loseContext()
    })
    await expect.poll(() => problems(page), patience).toEqual(['context-lost', null])
    await expectColours(page, { 1: land, 2: land, 3: land, 4: land })
    await show(page, { paint: paint })
    await expectColours(page, { 1: fresh, 2: overdue })
  })
})

describe('pointing', () => {
  test('a click selects the cell and outlines it, on a site the site, beyond the district nothing', async () => {
    const page = await openReady({
      paint,
      sitePaint: { registerRevision: 'r1', codes: Uint8Array.of(0, 9, 9, 9, 9) },
    })
    await expect
      .poll(async () => {
        await clickAt(page, place(2))
        return lastSelected(page)
      }, patience)
      .toEqual({ level: 'cell', areaNo: 2 })
    await expect.poll(() => colourAt(page, pointIn(2, 0.5, 0.004)), patience).toBe(text)

    await clickAt(page, place(1))
    const [lon, lat] = pointIn(1, 0.25, 0.25)
    await expect
      .poll(async () => {
        await clickAt(page, [lon, lat])
        return lastSelected(page)
      }, patience)
      .toEqual({ level: 'site', siteNo: 1, areaNo: 1 })

    await expect
      .poll(async () => {
        await clickAt(page, outside)
        return lastSelected(page)
      }, patience)
      .toBeNull()
  })

  test('sites that the answer does not name are neither drawn nor hit', async () => {
    const page = await openReady({
      paint,
      sitePaint: { registerRevision: 'r1', codes: Uint8Array.of(0, 0, 12, 0, 0) },
      selected: { level: 'cell', areaNo: 1 },
    })
    await expect
      .poll(async () => {
        await clickAt(page, pointIn(1, 0.75, 0.25))
        return lastSelected(page)
      }, patience)
      .toMatchObject({ level: 'site', siteNo: 2 })
    await clickAt(page, pointIn(1, 0.25, 0.25))
    await expect.poll(() => lastSelected(page), patience).toEqual({ level: 'cell', areaNo: 1 })
    expect(await colourAt(page, pointIn(1, 0.25, 0.25))).toBe(fresh)
  })

  test('from afar, sites of the kinds that were asked for are there, and no others', async () => {
    const page = await openReady({
      paint,
      sitePaint: { registerRevision: 'r1', codes: Uint8Array.of(0, 12, 12, 12, 12) },
      siteKinds: ['market'],
    })
    await expect
      .poll(async () => {
        await clickAt(page, pointIn(4, 0.25, 0.75))
        return lastSelected(page)
      }, patience)
      .toEqual({ level: 'site', siteNo: 4, areaNo: 4 })
    await clickAt(page, pointIn(1, 0.25, 0.75))
    await expect.poll(() => lastSelected(page), patience).toEqual({ level: 'cell', areaNo: 1 })
    await show(page, { siteKinds: null, selected: null })
    await expect
      .poll(async () => {
        await clickAt(page, pointIn(2, 0.5, 0.3))
        await clickAt(page, pointIn(4, 0.25, 0.75))
        return lastSelected(page)
      }, patience)
      .toMatchObject({ level: 'cell', areaNo: 4 })
  })
})

describe('problems', () => {
  test('tiles that fail are told with a way to retry, which heals the map and takes the banner away', async () => {
    served.refuseTiles = 503
    const page = await openPage()
    await expect.poll(() => problems(page), patience).toContain('tiles')
    served.refuseTiles = null
    const retry = () =>
      page.evaluate(() => {
        const problem = window.harness?.problems.at(-1)
        if (problem?.kind === 'tiles') problem.retry()
        return problem?.kind ?? null
      })
    await expect.poll(retry, { ...patience, interval: 1000 }).toBeNull()
    await expectColours(page, { 1: fresh, 2: overdue })
  })

  test('tiles of a revision that is gone ask for the district again', async () => {
    served.refuseTiles = 404
    const page = await openPage()
    await expect.poll(() => problems(page), patience).toContain('gone-revision')
  })

  test('a browser without WebGL is told so; nothing is thrown', async () => {
    const thrown: string[] = []
    const page = await openPage({ paint }, async (page) => {
      page.on('pageerror', (error) => thrown.push(error.message))
      await page.addInitScript(() => {
        const { prototype } = HTMLCanvasElement
        prototype.getContext = new Proxy(Reflect.get(prototype, 'getContext'), {
          apply: (target, canvas, [kind, ...rest]) =>
            kind === 'webgl2' ? null : Reflect.apply(target, canvas, [kind, ...rest]),
        })
      })
    })
    await expect.poll(() => problems(page), patience).toContain('no-webgl')
    expect(thrown).toEqual([])
  })
})
