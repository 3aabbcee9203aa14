import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { isSound, looks, openPage } from './open-page.ts'

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

async function choose(page: Page, role: string): Promise<void> {
  await page.getByRole('button', { name: 'Account: Demo' }).click()
  const reloaded = page.waitForEvent('load')
  await page.getByText(role, { exact: true }).last().click()
  await reloaded
}
const links = (page: Page) => page.locator('.bar-nav a').allInnerTexts()

test('in a demo a role is chosen: what it may not do is not offered, what it may not see says who can change that', async () => {
  const page = await openPage(browser, `${server.url}/?lang=en&cell=440402100015003`, null)
  await page.getByRole('button', { name: 'Nominate for tomorrow' }).waitFor()
  expect(await links(page)).toEqual(['Explore', 'Data', 'Settings'])

  await choose(page, 'Approver')
  await page.locator('.card-buttons').waitFor()
  await page.getByRole('button', { name: 'Account: Demo' }).waitFor()
  expect(await links(page)).toEqual(['Explore', 'Settings'])
  expect(await page.getByRole('button', { name: 'Nominate for tomorrow' }).count()).toBe(0)
  await page.keyboard.press('Control+k')
  await page.getByRole('option', { name: /Open settings/ }).waitFor()
  expect(await page.getByRole('option', { name: /Open data/ }).count()).toBe(0)
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText('Only an administrator can change these').waitFor()
  expect(await page.getByLabel('Time zone').isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: /Save as version/ }).count()).toBe(0)

  await page.goto(`${server.url}/data?lang=en`)
  await page.getByText('Your role does not have this page').waitFor()
  await page.getByText('You are here as: Approver.').waitFor()

  await choose(page, 'Auditor')
  await page.goto(`${server.url}/?lang=en`)
  await page.getByText('You are here as: Auditor.').waitFor()
  expect(await links(page)).toEqual([])

  await choose(page, 'All at once')
  await page.locator('.explore[data-state="shown"] h1').waitFor()
  await expect.poll(() => links(page)).toEqual(['Explore', 'Data', 'Settings'])
  await page.context().close()
})

test.each(looks)('%s, %s, %o: axe finds nothing in the menu', async (theme, language, viewport) => {
  const page = await openPage(browser, `${server.url}/settings?theme=${theme}&lang=${language}`, null, {
    viewport,
  })
  await page.locator('.settings-save').waitFor()
  await page.locator('.account-button').click()
  await page.locator('.demo-role').waitFor()
  await isSound(page, '.account-menu')
  await page.context().close()
})
