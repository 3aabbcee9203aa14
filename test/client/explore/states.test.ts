import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { runCli, startServer, temporaryHome } from '#test/support/server.ts'
import { openExplore } from './open-explore.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('a district without anything says what will be here and the command that brings it', async () => {
  await using home = await temporaryHome()
  const set = await runCli(home.path, ['settings', 'set', 'district.name=空区', 'district.nameEn=Empty'])
  expect(set.code).toBe(0)
  const server = await startServer({ home: home.path })
  try {
    const page = await openExplore(browser, server.url, '?lang=en')
    expect(await page.locator('h1').innerText()).toBe('No grid cells here yet.')
    expect(await page.locator('.empty code').innerText()).toContain('npm run mingcha -- import')
    expect(await page.locator('.tag').count()).toBe(0)
    await page.context().close()
  } finally {
    await server.stop()
  }
})

test('a server that is gone leaves the picture, striped and with its hour; when it is back the stripes go', async () => {
  await using home = await temporaryHome()
  const server = await startServer({ home: home.path })
  const page = await openExplore(browser, server.url, '?lang=en&layout=table')
  await page.getByRole('row').nth(3).waitFor()
  const said = await page.locator('h1').innerText()
  const { port } = new URL(server.url)
  await server.kill()
  await page.locator('.stale-tag').waitFor({ timeout: 30_000 })
  expect(await page.locator('.stale-tag').innerText()).toMatch(/^Data as of \d\d:\d\d/)
  expect(await page.locator('h1').innerText()).toBe(said)

  await page.getByRole('radio', { name: '90 d' }).click()
  await page.getByText('The server does not answer').waitFor({ timeout: 30_000 })
  expect(await page.locator('h1').innerText()).toBe(said)

  const again = await startServer({ home: home.path, env: { PORT: port } })
  try {
    if (new URL(again.url).port === port) {
      await page.locator('.stale-tag').waitFor({ state: 'detached', timeout: 30_000 })
      await page.getByText('The server does not answer').waitFor({ state: 'detached', timeout: 30_000 })
    }
    await page.context().close()
  } finally {
    await again.stop()
  }
})
