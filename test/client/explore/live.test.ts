import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { recencyRamp } from '#client/theme/ramps.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { pixelAt, rgbOf } from '#test/support/pixel.ts'
import { runCli, startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'
import { openExplore } from './open-explore.ts'

let browser: Browser
let server: RunningServer
let page: Page
let someone: Administrator
let visits = 0
const folder = temporaryHome()
const patience = { timeout: 40_000, interval: 100 }
const [fresh] = recencyRamp.dark

/** Two cells, west and east; in the east nobody has ever been. The time zone is the district's own. */
beforeAll(async () => {
  const { path } = await folder
  const home = `${path}/home`
  const files = await writeTwoCells(`${path}/files`, [`V1,S0,${daysAgo(13)} 09:30,现场,T1`])
  for (const [file, mapping] of [
    [files.areas, files.areasMapping],
    [files.sites, files.sitesMapping],
    [files.visits, files.visitsMapping],
  ] as const)
    expect(await runCli(home, ['import', file, '--mapping', mapping])).toMatchObject({ code: 0 })
  ;[browser, server] = await Promise.all([launchBrowser(), startServer({ home })])
  someone = await signInAt(server, 'leader', 'planner')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})
beforeEach(() => {
  visits++
})

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const news = (page: Page) => page.locator('.news').innerText()
/** Records a visit of this hour, so many days ago. */
async function post(site: string, days: number, n = visits): Promise<void> {
  const visit = {
    visit_id: `post-${n}`,
    site_id: site,
    visited_at: new Date(Date.now() - days * 86_400_000 - 60_000).toISOString(),
    mode: 'on-site',
  }
  const response = await someone.ask('/api/visits', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ visit }),
  })
  expect(response.ok).toBe(true)
}
async function openMap(query = '', reducedMotion: 'reduce' | 'no-preference' = 'reduce'): Promise<Page> {
  const page = await openExplore(browser, server.url, `?theme=dark&lang=en${query}`, {
    reducedMotion,
    storageState: someone.storageState,
  })
  await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
  await page.waitForLoadState('networkidle')
  return page
}
/** A point of the map at shares of its width and height. */
async function inMap(page: Page, across: number, down: number) {
  const box = await page.locator('.map-canvas').boundingBox()
  if (box === null) throw new Error('no map')
  return pixelAt(page, box.x + across * box.width, box.y + down * box.height)
}
/** A picture of the west, where nothing happens: equal as long as the camera stays. */
async function westOf(page: Page): Promise<Buffer> {
  const box = await page.locator('.map-canvas').boundingBox()
  if (box === null) throw new Error('no map')
  const { x, y, width, height } = box
  const clip = { x, y: y + 0.35 * height, width: 0.45 * width, height: 0.3 * height }
  return page.screenshot({ clip })
}
/** Pixels of an outline's colour in a row from the middle of the map to the east, where it is crossed. */
async function outlined(page: Page): Promise<number> {
  const box = await page.locator('.map-canvas').boundingBox()
  if (box === null) throw new Error('no map')
  const shot = await page.screenshot({
    clip: { x: box.x + box.width / 2, y: box.y + 0.45 * box.height, width: box.width / 2 - 20, height: 1 },
  })
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0)
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(bitmap.width, 1).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const { data } = context?.getImageData(0, 0, bitmap.width, 1) ?? { data: [] }
    let found = 0
    for (let i = 0; i < data.length; i += 4) if (Math.min(...data.slice(i, i + 3)) > 225) found++
    return found
  }, shot.toString('base64'))
}

test('a visit posted while a map is open recolours its cell, outlines it for a while and is told in a line; the camera stays', async () => {
  page = await openMap('&order=recency')
  const scale = await page.locator('.map-scale').boundingBox()
  const west = await westOf(page)
  expect(await news(page)).toBe('')
  expect(await outlined(page)).toBe(0)
  await post('S1', 2)
  await expect.poll(() => news(page), patience).toBe('东格: a visit of 2 days ago has just been entered.')
  expect(await page.locator('.rank-row[data-new]').innerText()).toContain('东格')
  await expect.poll(() => outlined(page), patience).toBeGreaterThan(0)
  await expect.poll(() => inMap(page, 0.64, 0.38), patience).toEqual(rgbOf(fresh.fill))
  await expect.poll(() => outlined(page), patience).toBe(0)
  await expect.poll(() => news(page), patience).toBe('')
  expect(await page.locator('.rank-row[data-new]').count()).toBe(0)
  expect(await page.locator('.map-scale').boundingBox()).toEqual(scale)
  expect((await westOf(page)).equals(west)).toBe(true)
})

test('the line is a status that waits its turn, and says that somebody was there only where that is so', async () => {
  const status = page.locator('.news')
  expect(await status.getAttribute('role')).toBe('status')
  await post('S3', 0)
  await expect.poll(() => news(page), patience).toMatch(/^东格: someone was on site today\.$/)
  await expect.poll(() => news(page), patience).toBe('')
  // Longer ago than the last one: recency stays what it was.
  await post('S5', 9)
  await expect.poll(() => news(page), patience).toBe('东格 has just changed.')
})

test('whoever looks at another day, or asks another question meanwhile, is told nothing', async () => {
  const past = await openMap(`&asOf=${daysAgo(1)}&layout=map`)
  await page.getByRole('radio', { name: '90 d' }).click()
  await page.waitForLoadState('networkidle')
  await expect.poll(() => news(page), patience).toBe('')
  const heard = past.waitForResponse((response) => response.url().includes('/api/coverage'))
  await post('S7', 1)
  await heard
  await expect.poll(() => news(page), patience).toContain('东格')
  expect(await news(past)).toBe('')
  expect(await past.locator('.rank-row[data-new]').count()).toBe(0)
  await past.context().close()
})

test('with motion allowed the outline steps back within 2 s and does not come again', async () => {
  await page.context().close()
  page = await openMap('', 'no-preference')
  expect(await outlined(page)).toBe(0)
  await post('S9', 0)
  await expect.poll(() => outlined(page), patience).toBeGreaterThan(0)
  await expect.poll(() => outlined(page), patience).toBe(0)
  for (let i = 0; i < 5; i++) expect(await outlined(page)).toBe(0)
  await page.context().close()
})

test('many cells at once are counted; none of them is pointed at', async () => {
  await using home = await temporaryHome()
  const other = await startServer({ home: home.path })
  try {
    const page = await openExplore(browser, other.url, '?lang=en&theme=dark')
    await page.waitForLoadState('networkidle')
    const { version, settings } = await fetch(`${other.url}/api/settings`).then((answer) => answer.json())
    const shorter = { ...settings, intervals: { ...settings.intervals, site: 5, kinds: {} } }
    const saved = await fetch(`${other.url}/api/settings`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ version, settings: shorter }),
    })
    expect(saved.status).toBe(200)
    await expect.poll(() => news(page), patience).toMatch(/^\d{2,3} grid cells have just changed\.$/)
    expect(await page.locator('.rank-row[data-new]').count()).toBe(0)
    await page.context().close()
  } finally {
    await other.stop()
  }
})
