import { createHash } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { addDays } from '#client/state/days.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { demoHome, type RunningServer, startServer, temporaryHome } from '#test/support/server.ts'
import { cableTo } from '#test/support/cable.ts'
import { hurriedServer } from '#test/soak/hurried-server.ts'

let browser: Browser
let server: RunningServer
let administrator: Administrator
const folder = temporaryHome()

beforeAll(async () => {
  const { path } = await folder
  await demoHome(path)
  ;[browser, server] = await Promise.all([launchBrowser(), startServer({ home: path })])
  administrator = await signInAt(server)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

async function wall(url: string, search: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 960, height: 540 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(`${url}/wall?lang=en&${search}`)
  const body = JSON.stringify({ code: await page.locator('.wall-code').innerText(), name: search })
  const headers = { 'content-type': 'application/json' }
  expect((await administrator.ask('/api/displays', { method: 'POST', headers, body })).status).toBe(201)
  await page.locator('.stage').waitFor()
  await page.waitForFunction(() => document.documentElement.dataset['map'] === 'ready')
  return page
}
/** The middle of the map, without a clock in it. */
const picture = async (page: Page) =>
  createHash('sha256')
    .update(await page.screenshot({ clip: { x: 420, y: 80, width: 400, height: 380 } }))
    .digest('hex')
/** Two pictures in a row that are the same. */
async function settled(page: Page): Promise<string> {
  let before = ''
  await expect.poll(async () => before === (before = await picture(page))).toBe(true)
  return before
}

test('a map whose drawing context is lost 20 times looks the same after each; lost for good, it is made anew', async () => {
  const page = await wall(server.url, 'hold=0')
  const before = await settled(page)
  for (let i = 0; i < 20; i++) {
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const canvas = document.querySelector<HTMLCanvasElement>('.wall-map canvas')
          const lose = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')
          canvas?.addEventListener('webglcontextrestored', () => resolve(), { once: true })
          canvas?.addEventListener('webglcontextlost', () => setTimeout(() => lose?.restoreContext(), 20), {
            once: true,
          })
          lose?.loseContext()
        }),
    )
  }
  await expect.poll(() => picture(page), { timeout: 30_000 }).toBe(before)
  await page.evaluate(() =>
    document
      .querySelector<HTMLCanvasElement>('.wall-map canvas')
      ?.getContext('webgl2')
      ?.getExtension('WEBGL_lose_context')
      ?.loseContext(),
  )
  await expect.poll(() => picture(page), { timeout: 30_000 }).toBe(before)
  await page.context().close()
})

test('a wall whose server has another version is loaded anew when the scene changes, once', async () => {
  const hurried = await hurriedServer(server.url, 2)
  const page = await wall(hurried.url, 'pace=12')
  let loads = 0
  page.on('load', () => loads++)
  hurried.renew()
  hurried.commit()
  await expect.poll(() => loads).toBe(1)
  await page.locator('.stage').waitFor()
  hurried.commit()
  const seen = hurried.asked
  await expect.poll(() => hurried.asked).toBeGreaterThan(seen)
  expect(loads).toBe(1)
  await page.context().close()
  await hurried.close()
})

test('a wall without a network says within 15 s of when its picture is, and afterwards shows what it missed, by itself', async () => {
  const hurried = await hurriedServer(server.url, 3)
  const cable = await cableTo(hurried.url)
  const page = await wall(cable.url, 'pace=6')
  let loads = 0
  page.on('load', () => loads++)
  const before = await page.locator('.stage').getAttribute('data-as-of')
  await cable.cut()
  await page.locator('.stage-stale').waitFor({ timeout: 15_000 })
  await page.locator('.stage-stripes').waitFor()
  expect(await page.locator('.stage-stale').innerText()).toMatch(
    /^Data as of \d\d:\d\d, (no connection|\d+ minute)/,
  )
  expect(await page.locator('.stage').getAttribute('data-as-of')).toBe(before)
  // Five minutes without the server, and its cookie has ended.
  await page.context().clearCookies()
  hurried.commit()
  hurried.nextDay()
  hurried.nextDay()
  await cable.mend()
  await page.locator(`.stage[data-as-of="${addDays(before ?? '', 2)}"]`).waitFor()
  expect(await page.locator('.stage-stale').count()).toBe(0)
  expect(loads).toBe(0)
  await page.context().close()
  await cable.cut()
  await hurried.close()
})
