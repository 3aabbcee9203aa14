import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { cableTo } from '#test/support/cable.ts'
import { signInAt } from '#test/support/administrator.ts'
import { runCli, startServer, temporaryHome } from '#test/support/server.ts'
import { openExplore } from './open-explore.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('a district without anything says what will be here, and leads to where it is brought', async () => {
  await using home = await temporaryHome()
  const set = await runCli(home.path, ['settings', 'set', 'district.name=空区', 'district.nameEn=Empty'])
  expect(set.code).toBe(0)
  const server = await startServer({ home: home.path })
  try {
    const { storageState } = await signInAt(server)
    const page = await openExplore(browser, server.url, '?lang=en', { storageState })
    expect(await page.locator('h1').innerText()).toBe('No grid cells here yet.')
    expect(await page.locator('.empty code').innerText()).toContain('npm run mingcha -- import')
    expect(await page.locator('.tag').count()).toBe(0)
    await page.getByRole('link', { name: 'Import a file' }).click()
    await page.getByText('No file has been imported yet.').waitFor()
    await page.context().close()
  } finally {
    await server.stop()
  }
})

test('a server out of reach leaves the picture, striped and with its hour; when it is back both catch up', async () => {
  await using home = await temporaryHome()
  const server = await startServer({ home: home.path })
  const cable = await cableTo(server.url)
  try {
    const page = await openExplore(browser, cable.url, '?lang=en&layout=table')
    await page.getByRole('row').nth(3).waitFor()
    const said = await page.locator('h1').innerText()
    await cable.cut()
    await page.locator('.stale-tag').waitFor({ timeout: 30_000 })
    expect(await page.locator('.stale-tag').innerText()).toMatch(/^Data as of \d\d:\d\d/)
    await page.getByRole('button', { name: /^Market \d/ }).click()
    await page.getByText('The server does not answer').waitFor({ timeout: 30_000 })
    expect(await page.locator('h1').innerText()).toBe(said)

    await cable.mend()
    await page.locator('.stale-tag').waitFor({ state: 'detached', timeout: 30_000 })
    await page.getByText('The server does not answer').waitFor({ state: 'detached', timeout: 30_000 })
    await expect.poll(() => page.locator('h1').innerText()).not.toBe(said)
    await page.context().close()
  } finally {
    await cable.cut()
    await server.stop()
  }
})
