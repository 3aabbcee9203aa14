import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { demoHome, type RunningServer, startServer, temporaryHome } from '#test/support/server.ts'

let browser: Browser
let server: RunningServer
const folder = temporaryHome()
beforeAll(async () => {
  const { path } = await folder
  await demoHome(`${path}/home`)
  ;[browser, server] = await Promise.all([launchBrowser(), startServer({ home: `${path}/home` })])
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

async function isSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
  const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(needed).toBe(given)
}

test('from the plan to the sandbox: what cannot be run is said, a run is cancelled, another comes to its end', async () => {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(`${server.url}/plan?lang=en`)
  await page.getByRole('link', { name: 'Try other shares on the last weeks' }).click()
  const run = page.getByRole('button', { name: 'Run' })
  await page.getByLabel('Overdue', { exact: true }).fill('60')
  await page.getByText('The three add up to 100').waitFor()
  expect(await run.isDisabled()).toBe(true)
  await page.getByLabel('Overdue', { exact: true }).fill('50')

  await page.getByRole('radio', { name: '12 weeks' }).click()
  await run.click()
  await page.getByRole('progressbar').waitFor()
  await isSound(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Cancelled.').waitFor()
  expect(await run.evaluate((button) => document.activeElement === button)).toBe(true)
  expect(await page.getByRole('table').count()).toBe(0)

  await page.getByRole('radio', { name: '4 weeks' }).click()
  await run.click()
  await page.getByText(/^With 20 points more for overdue, .+, and .+\.$/).waitFor()
  const heads = await page.getByRole('columnheader').allInnerTexts()
  expect(heads.slice(1).map((head) => head.split('\n')[0])).toEqual([
    'What happened',
    'Present settings',
    'This alternative',
  ])
  expect(await page.getByRole('row', { name: /^Sites above their cap/ }).innerText()).toMatch(/0%\s+0%$/)
  await isSound(page)

  // What came of it stays, in another language and on a phone.
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: '换成中文' }).click()
  await page.getByText(/^欠账多 20 个百分点，.+，.+。$/).waitFor()
  await isSound(page)
  await context.close()
})
