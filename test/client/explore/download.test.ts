import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { parse } from 'csv-parse/sync'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'

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

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...options,
  })
  const page = await context.newPage()
  await page.goto(`${server.url}${path}`)
  return page
}
async function taken(page: Page, name: string): Promise<{ name: string; rows: Record<string, string>[] }> {
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name, exact: true }).click()
  const download = await coming
  const rows: Record<string, string>[] = parse(await readFile(await download.path()), {
    columns: true,
    bom: true,
  })
  return { name: download.suggestedFilename(), rows }
}

test('the table is had as a file: the same cells, under the same filters, and nothing is lost or added', async () => {
  const page = await open('/?lang=en&layout=table&kinds=market&show=overdue')
  const rows = page.locator('.cells-row')
  await rows.first().waitFor()
  await page.locator('.stage-table').getByRole('button', { name: 'Download' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Download' })
  await dialog.waitFor()
  const [, count = ''] = /^(\d+) grid cells?$/m.exec(await dialog.innerText()) ?? []
  const { name, rows: cells } = await taken(page, `${count} grid cells as CSV`)
  expect(name).toMatch(/^mingcha-areas-\d{4}-\d\d-\d\d\.csv$/)
  expect(String(cells.length)).toBe(count)
  for (const { recency_days, interval_days } of cells)
    expect(Number(recency_days)).toBeGreaterThan(Number(interval_days))
  const { rows: sites } = await taken(page, 'Sites as CSV')
  expect(new Set(sites.map(({ kind }) => kind))).toEqual(new Set(['market']))
  const { violations } = await new AxeBuilder({ page }).include('.download').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

test('what a card tells of can be taken along, and the register from the page Data, on a phone too', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }
  const cell = await open('/?lang=zh-CN&layout=table')
  await cell.locator('.cells-row').first().click()
  await cell.locator('.card-buttons').getByRole('button', { name: '下载' }).click()
  const { rows } = await taken(cell, '走访，CSV')
  expect(rows.length).toBeGreaterThan(0)

  const page = await open('/data?lang=zh-CN', phone)
  await page.getByRole('button', { name: '下载' }).click()
  const { rows: sites } = await taken(page, '点位，CSV')
  expect(sites.length).toBe(1500)
  expect(sites[0]).toHaveProperty('site_id')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(wide).toBe(false)
})
