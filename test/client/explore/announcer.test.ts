import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { cableTo } from '#test/support/cable.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { openExplore } from './open-explore.ts'

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

/** Opens Explore and writes down everything that the page says from then on. */
async function listening(url: string, query: string): Promise<{ page: Page; said: () => Promise<string[]> }> {
  const page = await openExplore(browser, url, query)
  await page.evaluate(() => {
    const said: string[] = []
    Reflect.set(window, 'said', said)
    const region = document.querySelector('[aria-live="polite"]')
    if (region === null) throw new Error('the page has no voice')
    new MutationObserver(() => {
      if (region.textContent !== '') said.push(region.textContent)
    }).observe(region, { childList: true, subtree: true, characterData: true })
  })
  return { page, said: () => page.evaluate(() => [...Reflect.get(window, 'said')]) }
}

/** Longer than it takes to be quiet. */
const breath = 1_500
const sentence = (page: Page) => page.locator('h1').evaluate((one) => one.textContent)

test('there is one voice, and it says nothing of its own accord', async () => {
  const { page, said } = await listening(server.url, '?lang=en&layout=table')
  expect(await page.locator('[aria-live]').count()).toBe(1)
  await page.locator('.rank-row').nth(2).hover()
  await page.locator('.rank-row').nth(4).hover()
  await page.waitForTimeout(breath)
  expect(await said()).toEqual([])
  await page.context().close()
})

test('the new sentence is said when the answer to a changed look is there, once for many steps', async () => {
  const { page, said } = await listening(server.url, '?lang=en&layout=table')
  const before = await sentence(page)
  await page.evaluate(async () => {
    for (let day = 0; day < 8; day++) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '[', bubbles: true }))
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
  })
  await expect.poll(() => sentence(page), { timeout: 20_000 }).not.toBe(before)
  await expect.poll(async () => (await said()).at(-1), { timeout: 20_000 }).toBe(await sentence(page))
  expect((await said()).length).toBeLessThanOrEqual(2)
  // A measure is another reading of the same answer, and has another sentence.
  await page.keyboard.press('m')
  await expect.poll(async () => (await said()).at(-1), { timeout: 20_000 }).toContain('issues found')
  // The same page in another form is no news.
  const count = (await said()).length
  await page.keyboard.press('d')
  await page.waitForTimeout(breath)
  expect((await said()).length).toBe(count)
  await page.context().close()
})

test('a selection is said with its standing, a site too, and that it is cleared', async () => {
  const { page, said } = await listening(server.url, '?lang=en&layout=table')
  await page.locator('.rank-row', { hasText: 'Houhuan 03' }).click()
  await expect.poll(said, { timeout: 20_000 }).toEqual(['Houhuan 03 selected: Long overdue, 41 d.'])
  const site = page.locator('.site-row').first()
  const name = await site.locator('.site-name').innerText()
  await site.click()
  await expect
    .poll(async () => (await said())[1], { timeout: 20_000 })
    .toMatch(new RegExp(`^${name} selected: .+, \\d+ d\\.$`))
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await said())[2], { timeout: 20_000 }).toBe('Selection cleared.')
  await page.context().close()
})

test('what a search found is counted; what was chosen is said instead of it', async () => {
  const { page, said } = await listening(server.url, '?lang=en&layout=table')
  await page.keyboard.press('/')
  await page.getByRole('combobox').fill('houhuan 3')
  await expect.poll(async () => (await said()).at(-1), { timeout: 20_000 }).toMatch(/^\d+ results?$/)
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await said()).at(-1), { timeout: 20_000 })
    .toBe('Houhuan 03 selected: Long overdue, 41 d.')
  await page.context().close()
})

test('a lost feed is said once with its hour, and once that it is back', async () => {
  const cable = await cableTo(server.url)
  const { page, said } = await listening(cable.url, '?lang=en&layout=table')
  await cable.cut()
  await expect
    .poll(said, { timeout: 30_000 })
    .toEqual([expect.stringMatching(/^Connection lost\. Data as of \d\d:\d\d\.$/)])
  await page.waitForTimeout(breath)
  expect(await said()).toHaveLength(1)
  await cable.mend()
  await expect
    .poll(async () => (await said())[1], { timeout: 40_000 })
    .toMatch(/^Connected again\. Data as of \d\d:\d\d\.$/)
  await page.context().close()
  await cable.cut()
})
