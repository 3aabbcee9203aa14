import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wallsAnswer } from '#data/contract/walls.ts'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { demoHome, type RunningServer, startServer, temporaryHome } from '#test/support/server.ts'

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

async function open(width: number, height: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
    storageState: administrator.storageState,
  })
  // The preview's map is looked at in pictures; here it would only take its time.
  await context.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null
  })
  const page = await context.newPage()
  await page.goto(`${server.url}/walls?lang=en`)
  await page.locator('.stage h1').waitFor()
  return page
}
const sets = async () => wallsAnswer.parse(await (await administrator.ask('/api/walls')).json()).sets
async function fits(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('.stage').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
  const [width, given] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(width).toBeLessThanOrEqual(given ?? 0)
}

test('scenes are put in order, timed and sized with a preview; nothing is kept before it is saved, and what is wrong is said', async () => {
  const page = await open(1440, 900)
  await fits(page)
  await page.getByRole('button', { name: 'Move Overdue grid cells up' }).click()
  await page.getByRole('button', { name: 'Remove Issues found' }).click()
  await page.getByLabel('Add a scene').selectOption('burden')
  await page.getByRole('button', { name: 'Show Burden on places in the preview' }).click()
  await page.locator('.stage[data-scene=burden]').waitFor()
  await page.getByLabel('Seconds that Burden on places stands').fill('5')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Something is not right yet').waitFor()
  expect((await sets())['main']?.scenes[0]?.is).toBe('overview')

  await page.getByLabel('Seconds that Burden on places stands').fill('30')
  await page.getByLabel('Width of the picture, in metres').fill('2')
  await page.getByText('both or neither').waitFor()
  await page.getByLabel('Farthest viewer, in metres').fill('9')
  await page.getByText('16′ are needed').waitFor()
  await page.getByLabel('Width of the picture, in metres').fill('4,5')
  await page.getByText('for the farthest viewer. It can be read from').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. Walls take it up within a minute.').waitFor()
  const kept = (await sets())['main']
  expect(kept?.screen).toEqual({ widthCm: 450, farthestCm: 900 })
  expect(kept?.scenes.slice(0, 2).map(({ is }) => is)).toEqual(['overdue', 'overview'])
  expect(kept?.scenes.at(-1)).toEqual({ is: 'burden', seconds: 30 })
  expect(kept?.scenes.some(({ is }) => is === 'density')).toBe(false)

  await page.getByRole('button', { name: 'Another scene set' }).click()
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('门厅 <b>Lobby</b>')
  await page.getByRole('dialog').getByLabel('Name in the address').fill('Main')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('not one there is').waitFor()
  await page.getByRole('dialog').getByLabel('Name in the address').fill('lobby')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect.poll(async () => (await sets())['lobby']).toEqual({ ...kept, name: '门厅 <b>Lobby</b>' })
  await page.getByRole('button', { name: 'Remove the set 门厅 <b>Lobby</b>' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove this set' }).click()
  await expect.poll(async () => Object.keys(await sets())).toEqual(['main'])
  await page.context().close()
})

test('on a phone the page of scenes fits', async () => {
  const page = await open(390, 844)
  await fits(page)
  await page.context().close()
})
