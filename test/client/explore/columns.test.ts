import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { openExplore, searchOf } from './open-explore.ts'

let browser: Browser
let server: RunningServer
const folder = temporaryHome()
const patience = { timeout: 40_000, interval: 200 }

beforeAll(async () => {
  ;[browser, server] = await Promise.all([
    launchBrowser(),
    folder.then(({ path }) => startServer({ home: path })),
  ])
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

const toggleOf = (page: Page) => page.getByRole('button', { name: /^Columns in 3-D/ })
const stand = (page: Page) => page.locator('.map-columns canvas').waitFor({ timeout: 60_000 })

/** The scripts a page has loaded, by address. */
function watchScripts(page: Page): Set<string> {
  const scripts = new Set<string>()
  page.on('response', (response) => {
    if (/\.m?js$/.test(new URL(response.url()).pathname)) scripts.add(response.url())
  })
  return scripts
}
const textOf = async (addresses: Iterable<string>) =>
  (await Promise.all([...addresses].map((url) => fetch(url).then((script) => script.text())))).join('\n')

test('what draws columns is fetched when they are first switched on; the address carries them and gives them back', async () => {
  const page = await openExplore(browser, server.url, '?lang=en&measure=density')
  const scripts = watchScripts(page)
  await page.reload()
  await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
  await page.waitForLoadState('networkidle')
  const before = new Set(scripts)
  expect(before.size).toBeGreaterThan(2)
  expect(await textOf(before)).not.toContain('SolidPolygonLayer')

  const toggle = toggleOf(page)
  expect(await toggle.getAttribute('aria-pressed')).toBe('false')
  await toggle.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => searchOf(page).get('columns')).toBe('3d')
  await stand(page)
  expect(await toggle.getAttribute('aria-pressed')).toBe('true')
  const after = [...scripts].filter((url) => !before.has(url))
  expect(await textOf(after)).toContain('SolidPolygonLayer')

  await page.reload()
  await stand(page)
  await toggle.press('Enter')
  await expect.poll(() => searchOf(page).get('columns')).toBeNull()
  await page.locator('.map-columns').waitFor({ state: 'detached' })
  await page.context().close()
})

test('columns are on offer where colours tell of issues, on a desk; the link keeps them meanwhile', async () => {
  const page = await openExplore(browser, server.url, '?lang=en&measure=both&columns=3d')
  await stand(page)
  await page.getByRole('heading', { name: 'Height' }).waitFor()
  expect(await page.locator('.map-height').innerText()).toMatch(/^\d+ issues?$/)
  await page.getByRole('radio', { name: 'Recency' }).click()
  await expect.poll(() => toggleOf(page).count()).toBe(0)
  await page.locator('.map-columns').waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Height' }).waitFor({ state: 'detached' })
  expect(searchOf(page).get('columns')).toBe('3d')
  await page.getByRole('radio', { name: 'Issues' }).click()
  await stand(page)
  await page.context().close()

  const phone = await openExplore(browser, server.url, '?lang=en&measure=density&columns=3d', {
    viewport: { width: 390, height: 844 },
  })
  await phone.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
  expect(await phone.locator('.map-columns, .map-height').count()).toBe(0)
  expect(await phone.getByRole('heading', { name: 'Height' }).count()).toBe(0)
  await phone.context().close()
})

test('names stand above the columns, each once', async () => {
  const page = await openExplore(browser, server.url, '?lang=en&measure=density&columns=3d')
  await stand(page)
  const names = () => page.locator('.map-name').allInnerTexts()
  await expect.poll(async () => (await names()).length, patience).toBeGreaterThan(5)
  expect(new Set(await names()).size).toBe((await names()).length)
  await page.getByRole('button', { name: '换成中文' }).click()
  await expect.poll(names, patience).toContain('后环')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  )
  await page.context().close()
})

test('without the network the map stays flat and says so; when it is back, one press brings the columns', async () => {
  const page = await openExplore(browser, server.url, '?lang=en&measure=density')
  await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
  await page.context().setOffline(true)
  await toggleOf(page).click()
  await page.getByText('The columns could not be drawn').waitFor()
  expect(await toggleOf(page).getAttribute('aria-pressed')).toBe('false')
  expect(searchOf(page).get('columns')).toBeNull()
  await page.context().setOffline(false)
  await page.locator('.stage-problem').getByRole('button', { name: 'Try now' }).click()
  await stand(page)
  await expect.poll(() => page.getByText('The columns could not be drawn').count()).toBe(0)
  await page.context().close()
})
