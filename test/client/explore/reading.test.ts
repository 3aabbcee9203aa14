import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
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

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const cell = 'cell=440402100015003'
const site = `${cell}&site=S015018`
const looks = [
  ['a cell’s card, dark, Chinese', `?theme=dark&lang=zh-CN&${cell}`, {}],
  ['a site’s card, light, English', `?theme=light&lang=en&${site}`, {}],
  ['both measures, light, English', '?theme=light&lang=en&measure=both', {}],
  ['density in a table, dark, English', `?theme=dark&lang=en&layout=table&measure=density&${cell}`, {}],
  ['a phone, dark, English', `?theme=dark&lang=en&${cell}`, phone],
  ['a phone, light, Chinese, filtered', '?theme=light&lang=zh-CN&show=overdue,never&kinds=market', phone],
] as const

test.each(looks)(
  '%s: nothing for axe to find, no text cut off, nothing to scroll sideways',
  async (_, query, options) => {
    const page = await openExplore(browser, server.url, query, options)
    await settled(page)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
      [],
    )
    expect(await cutOff(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()?.width)
    await page.context().close()
  },
)

test('a thumb finds every target of the phone at 44 px', async () => {
  const page = await openExplore(browser, server.url, `?lang=zh-CN&${cell}`, phone)
  await settled(page)
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('.sheet button, .bar button, .phone-switch button')]
      .filter((one) => one.closest('.visits, .part-head, .legend-rate, .headline') === null)
      .map((one) => ({ text: one.textContent, height: one.getBoundingClientRect().height }))
      .filter(({ height }) => height > 0 && height < 44),
  )
  expect(small).toEqual([])
  await page.context().close()
})

test('a phone scrolls to everything the desk has, down to the settings', async () => {
  const page = await openExplore(browser, server.url, `?lang=en&${cell}`, phone)
  await settled(page)
  for (const heading of ['Most neglected cells', 'Site kinds', 'Issue window']) {
    await page.getByRole('heading', { name: heading }).scrollIntoViewIfNeeded()
    expect(await page.getByRole('heading', { name: heading }).isVisible()).toBe(true)
  }
  await page.getByRole('link', { name: 'Settings' }).tap()
  await page.waitForURL('**/settings?lang=en')
  await page.context().close()
})

test('whoever wants less motion gets none', async () => {
  const page = await openExplore(browser, server.url, '?lang=en&layout=table')
  const motion = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--motion-state'),
  )
  expect(motion.trim()).toMatch(/^0m?s$/)
  await page.context().close()
})

/** Cards ask for themselves after the page has its first answer. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await expect.poll(() => page.locator('.shape').count()).toBe(0)
}

/** Texts that are wider than the room they have. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named =
      '.legend-row > *, .kind, .chip, .segment, .rank-row > *, .figure, .band, .why-rows li, .button, h1, h2, h3'
    return [...document.querySelectorAll(named)]
      .filter(
        (one) =>
          one.scrollWidth > one.clientWidth + 1 &&
          getComputedStyle(one).display !== 'inline' &&
          !one.matches('.hidden'),
      )
      .map((one) => `${one.className}: ${one.textContent}`)
  })
}
