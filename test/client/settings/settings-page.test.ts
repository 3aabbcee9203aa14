import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SettingsAnswer } from '#data/contract/api.ts'
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

async function openSettings(query: string, size = { width: 1280, height: 800 }): Promise<Page> {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${server.url}/settings${query}`)
  await page.locator('.settings-save').waitFor()
  return page
}
const current = async (): Promise<SettingsAnswer> => (await fetch(`${server.url}/api/settings`)).json()

test('a change is saved as the next version, and what was not touched stays as it was', async () => {
  const before = await current()
  const page = await openSettings('?lang=en')
  await page.getByLabel('Grid cell', { exact: true }).fill('21')
  await page.getByRole('button', { name: `Save as version ${before.version + 1}` }).click()
  await page.getByText(`Saved as version ${before.version + 1}.`).waitFor()
  const after = await current()
  expect(after.version).toBe(before.version + 1)
  expect(after.settings).toEqual({
    ...before.settings,
    intervals: { ...before.settings.intervals, cell: 21 },
  })
  await page.context().close()
})

test('a wrong field is named beside it and nothing is saved', async () => {
  const before = await current()
  const page = await openSettings('?lang=zh-CN')
  const field = page.getByLabel('纯随机')
  await field.fill('50')
  await page.getByRole('button', { name: /保存为版本/ }).click()
  await page.getByText('1 处需要改正。').waitFor()
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  const note = await field.getAttribute('aria-describedby')
  expect(await page.locator(`[id="${note}"]`).innerText()).toBe('从 100 到 1,000。')
  expect((await current()).version).toBe(before.version)
  await page.context().close()
})

test('what the server alone can judge comes back to its field', async () => {
  const page = await openSettings('?lang=en')
  await page.getByLabel('Time zone').fill('Mars/Olympus')
  await page.getByRole('button', { name: /Save as version/ }).click()
  await page.getByText('1 field needs correcting.').waitFor()
  expect(await page.getByLabel('Time zone').getAttribute('aria-invalid')).toBe('true')
  await page.context().close()
})

test('another’s newer version does not swallow what was typed: it can be kept on top', async () => {
  const page = await openSettings('?lang=en')
  const before = await current()
  await page.getByLabel('Community', { exact: true }).fill('9')
  const theirs = { ...before.settings, caps: { ...before.settings.caps, site30: 6, site365: 30 } }
  const put = await fetch(`${server.url}/api/settings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: before.version, settings: theirs }),
  })
  expect(put.status).toBe(200)
  await page.getByRole('button', { name: 'Keep my changes on the new version' }).click()
  await page.getByRole('button', { name: `Save as version ${before.version + 2}` }).click()
  await page.getByText(`Saved as version ${before.version + 2}.`).waitFor()
  const { settings } = await current()
  expect(settings.caps).toEqual(theirs.caps)
  expect(settings.intervals.community).toBe(9)
  await page.context().close()
})

test.each([
  ['wide, light, English', '?theme=light&lang=en', { width: 1280, height: 800 }],
  ['a phone, dark, Chinese', '?theme=dark&lang=zh-CN', { width: 390, height: 844 }],
])('%s: nothing for axe to find, nothing to scroll sideways', async (_, query, size) => {
  const page = await openSettings(query, size)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  )
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width)
  await page.context().close()
})
