import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultSettings, type Settings } from '#data/contract/settings.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { makeSmallHome } from '#test/support/small-home.ts'
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

/** A machine that is busy answers late; nothing here is a matter of time. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 30_000 })
const slider = (page: Page) => page.getByRole('slider', { name: 'Day shown' })
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const demo = { ...defaultSettings, district: { ...defaultSettings.district, synthetic: true } }
/** The small district as a demo with settings of its own, whose first visit is in the night of New Year in Shanghai. */
async function withSettings(settings: Partial<Settings>, look: (url: string) => Promise<void>) {
  const { folder, home, remove } = await makeSmallHome()
  await home.commit({ kind: 'settings', body: { version: 2, settings: { ...demo, ...settings } } })
  await home.close()
  const small = await startServer({ home: folder })
  try {
    await look(small.url)
  } finally {
    await small.stop()
    await remove()
  }
}

describe('the strip', () => {
  test('of a closed archive in Chicago ends with its day; a summer time’s beginning is a day like any', async () => {
    const holidays = ['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09']
    const archive = { zone: 'America/Chicago', pinnedAsOf: '2026-03-11', holidays }
    await withSettings(archive, async (url) => {
      const page = await openExplore(browser, url, '?lang=en&layout=table')
      await page.locator('.play:not([data-disabled])').waitFor()
      expect(await page.locator('.days-tag').innerText()).toBe('11 Mar')
      expect(await page.locator('.days-events').innerText()).toContain('Holiday 6–9 Mar')
      const days = async () => Number(/(\d+) days/.exec(await page.locator('h1').innerText())?.[1])
      const newest = await days()
      await slider(page).focus()
      for (let back = 1; back <= 5; back++) {
        await page.keyboard.press('ArrowLeft')
        await eventually(days).toBe(newest - back)
      }
      await eventually(() => searchOf(page).get('asOf')).toBe('2026-03-06')
      await eventually(() => page.locator('.moving-note').count()).toBe(0)
      expect(await days()).toBe(newest - 5)
      await page.context().close()
    })
  })

  test('of a district of one day has one day, nothing to play, and no data before it', async () => {
    await withSettings({ zone: 'America/Chicago', pinnedAsOf: '2025-12-31' }, async (url) => {
      const page = await openExplore(browser, url, '?lang=en&layout=table')
      await eventually(() => page.locator('.days').getAttribute('data-is')).toBe('here')
      expect(await page.locator('.play').getAttribute('data-disabled')).not.toBeNull()
      const nothing = await page.locator('.days-nothing').boundingBox()
      const strip = await page.locator('.days').boundingBox()
      expect(await page.locator('.days-nothing').innerText()).toBe('No data')
      expect((nothing?.width ?? 0) / (strip?.width ?? 1)).toBeGreaterThan(0.95)
      await slider(page).focus()
      await page.keyboard.press('ArrowLeft')
      await eventually(() => page.locator('h1').innerText()).toContain('No visits were recorded by 30 Dec')
      await page.context().close()
    })
  })

  test('that is on its way or does not come leaves every day to be chosen, and moves nothing', async () => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    let answer: 'later' | 'never' | 'now' = 'later'
    const held: (() => void)[] = []
    await page.route('**/api/playback*', async (route) => {
      if (answer === 'later') await new Promise<void>((resolve) => held.push(resolve))
      if (answer === 'never') await route.fulfill({ status: 500, body: '{}' })
      else await route.continue()
    })
    await page.goto(`${server.url}/?lang=en&layout=table`)
    await page.locator('.days-wait').waitFor()
    const place = await page.locator('.days').boundingBox()
    await page.getByRole('button', { name: 'One day earlier' }).click()
    await eventually(() => searchOf(page).get('asOf')).not.toBeNull()
    await eventually(() => page.locator('.headline-sub').innerText()).toContain('As of')

    answer = 'never'
    for (const go of held) go()
    await page.locator('.days-word').waitFor()
    expect(await page.locator('.days-word').innerText()).toContain('could not be read')
    expect(await page.locator('.days').boundingBox()).toEqual(place)
    await slider(page).focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    const asked = searchOf(page).get('asOf')
    await eventually(() => searchOf(page).get('asOf')).not.toBe(asked)

    answer = 'now'
    await page.locator('.days-word').getByRole('button', { name: 'Try now' }).click()
    await page.locator('.play:not([data-disabled])').waitFor()
    expect(await page.locator('.days').boundingBox()).toEqual(place)
    await context.close()
  })
})

describe('who reads otherwise', () => {
  const dialogOf = async (page: Page) => {
    await page.getByRole('button', { name: 'Pick a day' }).click()
    await page.getByRole('radiogroup', { name: 'Entries that count' }).waitFor()
  }
  const violations = async (page: Page) =>
    (await new AxeBuilder({ page }).analyze()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
    )

  test.each([
    ['the calendar on a desk, dark', '?lang=en&theme=dark&layout=table&knownAt=2020-03-01', {}],
    ['the calendar on a phone, light', '?lang=en&theme=light&layout=table&knownAt=2020-03-01', phone],
  ] as const)('finds nothing wrong with %s', async (_, query, options) => {
    const page = await openExplore(browser, server.url, query, options)
    await page.locator('.play:not([data-disabled])').waitFor()
    await dialogOf(page)
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })

  test('finds nothing wrong while time is held under a hand', async () => {
    const page = await openExplore(browser, server.url, '?lang=en&layout=table&cell=440402100015003')
    await page.locator('.play:not([data-disabled])').waitFor()
    const box = await page.locator('.days').boundingBox()
    if (box === null) expect.fail('the strip has no place')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.locator('.moving-note > span').waitFor()
    expect(await violations(page)).toEqual([])
    await page.mouse.up()
    await page.context().close()
  })

  test('finds every target of time at 44 px under a thumb, and slides without scrolling sideways', async () => {
    const page = await openExplore(browser, server.url, '?lang=en&asOf=2026-01-01', phone)
    await page.locator('.time').scrollIntoViewIfNeeded()
    const small = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.time button, .time label, .day-dialog button, .day-dialog label')]
          .filter((one) => !one.matches('.react-aria-Label, .calendar-day[data-outside-month]'))
          .map((one) => ({ text: one.textContent, height: one.getBoundingClientRect().height }))
          .filter(({ height }) => height > 0 && height < 44),
      )
    expect(await small()).toEqual([])
    await dialogOf(page)
    expect(await small()).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.context().close()
  })
})
