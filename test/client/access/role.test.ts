import { AxeBuilder } from '@axe-core/playwright'
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

const cell = 'cell=440402100015003'
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  await page.goto(`${server.url}${path}`)
  return page
}
/** Chooses a role by keyboard; the page comes anew. */
async function lookAs(page: Page, role: string): Promise<void> {
  await page.getByRole('button', { name: 'Look at the demo as' }).press('Enter')
  const loaded = page.waitForEvent('load')
  await page.getByRole('menuitemradio', { name: role, exact: false }).click()
  await loaded
}
const nominate = (page: Page) => page.getByRole('button', { name: 'Nominate for tomorrow' })

test('a demo is looked at as somebody: what they may not do is not there, what they may not see says so, and there is a way back', async () => {
  const page = await open(`/?lang=en&layout=table&${cell}`)
  await nominate(page).waitFor()
  await page.getByRole('link', { name: 'Data' }).waitFor()

  await lookAs(page, 'Approver')
  await page.getByRole('button', { name: 'Look at the demo as' }).getByText('Demo, as Approver').waitFor()
  await page.locator('.card-figures, .figure').first().waitFor()
  expect(await nominate(page).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Data' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText('Only an administrator changes them.').waitFor()
  expect(await page.locator('.settings-main input').first().isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: /^Save/ }).count()).toBe(0)

  await page.goto(`${server.url}/?lang=en`)
  await lookAs(page, 'Auditor')
  await page.getByText('This page is not for this role').waitFor()
  await page.getByText('Auditor: What was done, nothing of the map.').waitFor()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.getByRole('button', { name: 'Look at it as everybody again' }).click()
  await page.getByRole('link', { name: 'Data' }).waitFor()
})

test('whoever is refused a page by its address is told so, on a phone too', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }
  const page = await open('/?lang=zh-CN&layout=table', phone)
  await page.getByRole('button', { name: '以何种角色看演示' }).click()
  const loaded = page.waitForEvent('load')
  await page.getByRole('menuitemradio', { name: '领导', exact: false }).first().click()
  await loaded
  await page.goto(`${server.url}/data?lang=zh-CN`)
  await page.getByText('这一页不给这个角色看').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
