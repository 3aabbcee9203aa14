import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { openExplore, searchOf } from './open-explore.ts'

let browser: Browser
let server: RunningServer
const folder = temporaryHome()

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

const open = (query: string) => openExplore(browser, server.url, `?layout=table&lang=en${query}`)
/** How many cells the table holds: what the map lights. */
const lit = async (page: Page) => Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1

/** The middle of a bar of the histogram, of thirty. */
async function barAt(page: Page, bin: number) {
  const box = await page.locator('.brush').boundingBox()
  if (box === null) throw new Error('no histogram')
  return { x: box.x + ((bin + 0.5) / 30) * box.width, y: box.y + box.height / 2 }
}
/** What the legend says of the bar under the pointer. */
const told = async (page: Page) => {
  const text = await page.locator('.histogram-told').innerHTML()
  return Number(/: (\d+) cells?$/.exec(text)?.[1])
}

test('a bar that is clicked lights its cells, as many as it says, and clicked again all', async () => {
  const page = await open('')
  const { x, y } = await barAt(page, 5)
  await page.mouse.move(x, y)
  const cells = await told(page)
  expect(cells).toBeGreaterThan(0)
  await page.mouse.click(x, y)
  await expect.poll(() => searchOf(page).get('bins')).toBe('5-5')
  await expect.poll(() => lit(page)).toBe(cells)
  await page.mouse.click(x, y)
  await expect.poll(() => searchOf(page).get('bins')).toBeNull()
  await expect.poll(() => lit(page)).toBe(248)
  await page.context().close()
})

test('a range that is dragged over lights the cells between its ends; one step back takes it away', async () => {
  const page = await open('')
  const [from, to] = [await barAt(page, 20), await barAt(page, 29)]
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let i = 1; i <= 6; i++) await page.mouse.move(from.x + ((to.x - from.x) * i) / 6, from.y)
  await page.mouse.up()
  await expect.poll(() => searchOf(page).get('bins')).toBe('20-29')
  const longOverdue = page.getByRole('button', { name: /^Long overdue/ })
  const counted = Number(/(\d+)$/.exec((await longOverdue.innerText()).trim())?.[1])
  await expect.poll(() => lit(page)).toBe(counted)
  expect(await page.locator('.headline-filters').innerText()).toContain('> 2× the interval')
  await page.goBack()
  await expect.poll(() => searchOf(page).get('bins')).toBeNull()
  await page.context().close()
})

test('the ends of the range move by key, and say where they are', async () => {
  const page = await open('')
  const from = page.getByRole('slider', { name: /From/ })
  await from.focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  await expect.poll(() => searchOf(page).get('bins')).toBe('3-29')
  expect(await from.getAttribute('aria-valuetext')).toBe('0.3')
  await page.keyboard.press('Home')
  await expect.poll(() => searchOf(page).get('bins')).toBeNull()
  await page.context().close()
})

test('a colour of both measures lights as many cells as stand in it; measures do not inherit a filter', async () => {
  const page = await open('&measure=both')
  const step = page.locator('.both-step').nth(4)
  const cells = Number(await step.innerText())
  await step.click()
  await expect.poll(() => step.getAttribute('aria-pressed')).toBe('true')
  await expect.poll(() => lit(page)).toBe(cells)
  await page.getByRole('radio', { name: 'Recency' }).click()
  await expect.poll(() => lit(page)).toBe(248)
  await page.context().close()
})

test('each row of the legend lights as many cells as it counts, in every measure', async () => {
  for (const measure of ['recency', 'density']) {
    const page = await open(`&measure=${measure}`)
    const rows = page.locator('button.legend-row:not([data-disabled])')
    for (let i = 0; i < (await rows.count()); i++) {
      const row = rows.nth(i)
      const counted = Number((await row.locator('.legend-count').innerText()).trim())
      await row.click()
      await expect.poll(() => lit(page)).toBe(counted)
      await row.click()
    }
    await page.context().close()
  }
})

test('modes and severities are asked of the server, said in words, and cleared together', async () => {
  const page = await open('&measure=density')
  await page
    .getByRole('toolbar', { name: 'Visits that count' })
    .getByRole('button', { name: 'Phone' })
    .click()
  await page.getByRole('toolbar', { name: 'Issue severity' }).getByRole('button', { name: '4' }).click()
  expect(searchOf(page).get('modes')).toBe('phone')
  expect(searchOf(page).get('severities')).toBe('4')
  await expect.poll(() => page.locator('.headline-filters').innerText()).toContain('mode: Phone; severity: 4')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  expect(searchOf(page).get('modes')).toBeNull()
  expect(searchOf(page).get('severities')).toBeNull()
  await page.context().close()
})
