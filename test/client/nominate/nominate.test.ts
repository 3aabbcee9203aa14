import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { districtAnswer, nominationsAnswer, type NominationItem } from '#data/contract/api.ts'
import { openExplore, searchOf } from '#test/client/explore/open-explore.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { canLimitFiles, ledgerBytes, limitFiles } from '#test/support/disk.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'

let browser: Browser
let server: RunningServer
/** In words of the interface. */
let tomorrow = ''
const cell = '440402100015003'
const name = 'Houhuan 03'
const folder = temporaryHome()
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

beforeAll(async () => {
  ;[browser, server] = await Promise.all([
    launchBrowser(),
    folder.then(({ path }) => startServer({ home: path })),
  ])
  tomorrow = dayIn(1)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})
beforeEach(async () => {
  for (const { nominationId } of await list())
    await fetch(`${server.url}/api/nominations/${nominationId}`, { method: 'DELETE' })
})

async function list(): Promise<NominationItem[]> {
  const answer = await fetch(`${server.url}/api/nominations`)
  return nominationsAnswer.parse(await answer.json()).nominations
}
/** Tangjiawan's day, so many days from now, as English writes it. */
function dayIn(days: number): string {
  const at = Date.now() + days * 86_400_000
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', ...options }).format(at)
  return `${format({ day: 'numeric' })} ${format({ month: 'short' })}`
}
/** A poll with patience for a machine that does other things too. */
function soon<T>(get: () => T) {
  return expect.poll(get, { timeout: 20_000 })
}
const openTable = (query = `&cell=${cell}`, options = {}) =>
  openExplore(browser, server.url, `?layout=table&lang=en${query}`, options)
const now = (page: Page) => page.getByRole('button', { name: 'Nominate for tomorrow' })
const takeBack = (page: Page) =>
  page.locator('.card').getByRole('button', { name: `Take back the nomination of ${name} for ${tomorrow}` })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)
const flags = (page: Page) => page.getByRole('img', { name: 'Nominated' })
const bar = (page: Page, count: number) =>
  page.getByRole('button', { name: count === 0 ? 'Nominations' : `Nominations (${count})`, exact: true })

describe('from a card', () => {
  test('one press nominates for tomorrow: the card, the ranking and the bar say so, no measure moves', async () => {
    const page = await openTable()
    const sentence = await page.locator('h1').innerText()
    const coverage = await (await fetch(`${server.url}/api/coverage`)).text()
    await now(page).click()
    await soon(() => page.locator('.nominated').innerText()).toContain(`Nominated for ${tomorrow}`)
    await bar(page, 1).waitFor()
    await soon(() => page.locator('.card h2').getByRole('img', { name: 'Nominated' }).count()).toBe(1)
    await soon(() => page.locator('.rank-row').getByRole('img', { name: 'Nominated' }).count()).toBe(1)
    expect(await list()).toMatchObject([{ cellId: cell, siteId: null, reason: 'long-unvisited' }])
    expect(await page.locator('h1').innerText()).toBe(sentence)
    const columns = (text: string) => text.slice(text.indexOf('"rows"'))
    expect(columns(await (await fetch(`${server.url}/api/coverage`)).text())).toBe(columns(coverage))
    await page.context().close()
  })

  test('by keyboard: nominated, taken back, undone, each way back under the finger', async () => {
    const page = await openTable()
    await now(page).focus()
    await page.keyboard.press('Enter')
    await takeBack(page).waitFor()
    const [first] = await list()
    await soon(() => focused(page)).toBe('Take back')
    await page.keyboard.press('Enter')
    await soon(() => focused(page)).toBe('Undo')
    expect(await page.locator('.nominated').innerText()).toContain(`Nomination for ${tomorrow} taken back.`)
    expect(await list()).toEqual([])
    await page.keyboard.press('Enter')
    await takeBack(page).waitFor()
    expect((await list()).map(({ nominationId }) => nominationId)).toEqual([first?.nominationId])
    await page.context().close()
  })

  test('another day and another reason are chosen by keyboard, among those there are', async () => {
    const page = await openTable()
    await page.getByRole('button', { name: 'Another day or reason' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: `Nominate ${name}` })
    const days = dialog.getByRole('radiogroup', { name: 'For which day' }).getByRole('radio')
    expect(await days.count()).toBe(14)
    await days.first().focus()
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
    await dialog.getByRole('radio', { name: 'Long unvisited' }).focus()
    await page.keyboard.press('ArrowUp')
    await dialog.getByRole('button', { name: 'Nominate', exact: true }).press('Enter')
    await soon(() => page.locator('.nominated').innerText()).toContain(`Nominated for ${dayIn(4)}`)
    expect(await list()).toMatchObject([{ cellId: cell, reason: 'other' }])
    await page.context().close()
  })

  test('a second day stands beside the first, which cannot be chosen again', async () => {
    const page = await openTable()
    await now(page).click()
    await takeBack(page).waitFor()
    await page.getByRole('button', { name: 'Another day' }).click()
    const dialog = page.getByRole('dialog', { name: `Nominate ${name}` })
    expect(await dialog.getByRole('radio').first().isDisabled()).toBe(true)
    await dialog.getByRole('button', { name: 'Nominate', exact: true }).click()
    await soon(() => page.locator('.nominated').innerText()).toContain('and 1 more day')
    await bar(page, 2).waitFor()
    await page.context().close()
  })

  test('a site is nominated as itself, and flagged where its cell lists it', async () => {
    const page = await openTable()
    const site = page.locator('.site-row').first()
    const siteName = await site.locator('.site-name').innerText()
    await site.click()
    await soon(() => page.locator('.card h2').innerText()).toBe(siteName)
    await now(page).click()
    await soon(async () => (await list()).map(({ nameEn }) => nameEn)).toEqual([siteName])
    await page.locator('.card-back').click()
    await soon(() => page.locator('.site-row').first().getByRole('img', { name: 'Nominated' }).count()).toBe(
      1,
    )
    expect(await page.locator('.card h2').getByRole('img').count()).toBe(0)
    await page.context().close()
  })

  test('when one looks at another day, the button names the day it means', async () => {
    const page = await openTable(`&cell=${cell}&asOf=2026-01-15`)
    await page.getByRole('button', { name: `Nominate for ${tomorrow}` }).waitFor()
    await page.context().close()
  })
})

test('another browser’s nomination appears by itself, and goes with it', async () => {
  const [here, there] = await Promise.all([openTable(), openTable('')])
  await bar(there, 0).waitFor()
  await now(here).click()
  await bar(there, 1).waitFor()
  await soon(() => flags(there).count()).toBe(1)
  await takeBack(here).click()
  await bar(there, 0).waitFor()
  await soon(() => flags(there).count()).toBe(0)
  await Promise.all([here.context().close(), there.context().close()])
})

describe('the list', () => {
  test('has every place with its day, reason and standing; opens it, takes it back, and has it again', async () => {
    const page = await openTable()
    await now(page).click()
    await takeBack(page).waitFor()
    await page.getByRole('button', { name: 'Clear selection' }).click()
    await bar(page, 1).click()
    const panel = page.getByRole('dialog', { name: 'Nominations' })
    expect(await panel.innerText()).toContain('it does not change the chances of the draw')
    expect(await panel.getByRole('heading', { level: 3 }).innerText()).toContain(`Tomorrow, ${tomorrow}`)
    const row = panel.locator('.nomination')
    expect(await row.innerText()).toMatch(/Long overdue\s*41 d/)
    expect(await row.innerText()).toMatch(/Long unvisited · nominated \d+ \w+, \d\d:\d\d/)
    await panel.getByRole('button', { name: /^Take back/ }).click()
    await panel.getByText('Nothing is nominated.').waitFor()
    expect(await list()).toEqual([])
    await panel.getByRole('button', { name: 'Undo' }).click()
    await row.waitFor()
    await row.getByRole('button', { name, exact: true }).click()
    await soon(() => searchOf(page).get('cell')).toBe(cell)
    expect(await panel.count()).toBe(0)
    await page.context().close()
  })

  test('closes with Escape and gives the focus back', async () => {
    const page = await openTable('')
    await bar(page, 0).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Nominations' }).waitFor()
    await page.keyboard.press('Escape')
    await soon(() => page.getByRole('dialog').count()).toBe(0)
    await soon(() => bar(page, 0).evaluate((one) => one === document.activeElement)).toBe(true)
    await page.context().close()
  })
})

test('a refusal says why and loses nothing: when there is room again one press is enough', async (context) => {
  if (!canLimitFiles()) context.skip('there is no prlimit to limit the size of files with')
  const page = await openTable()
  limitFiles(server.pid, await ledgerBytes(server.home))
  try {
    await now(page).click()
    const alert = page.locator('.card').getByRole('alert')
    await soon(() => alert.innerText()).toContain('Not nominated. The server’s disk is full')
    expect(await list()).toEqual([])
    expect(await flags(page).count()).toBe(0)
  } finally {
    limitFiles(server.pid, 'unlimited')
  }
  await page.getByRole('button', { name: 'Try again' }).click()
  await takeBack(page).waitFor()
  expect(await list()).toHaveLength(1)
  expect(await page.locator('.card').getByRole('alert').count()).toBe(0)
  await page.context().close()
})

describe('on a phone', () => {
  test('the button is at the thumb and 48 px high; day and reason come from below', async () => {
    const page = await openTable(`&cell=${cell}`, phone)
    const box = await now(page).boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(48)
    await page.getByRole('button', { name: 'Another day or reason' }).tap()
    const dialog = page.getByRole('dialog', { name: `Nominate ${name}` })
    await dialog.waitFor()
    const small = await dialog.evaluate((one) =>
      [...one.querySelectorAll('button, label')]
        .map((target) => ({ text: target.textContent, height: target.getBoundingClientRect().height }))
        .filter(({ height }) => height < 44),
    )
    expect(small).toEqual([])
    await dialog.getByText('Event ahead').tap()
    await dialog.getByRole('button', { name: 'Nominate', exact: true }).tap()
    await takeBack(page).waitFor()
    expect(await list()).toMatchObject([{ reason: 'event-ahead' }])
    await page.context().close()
  })
})

test.each([
  ['dark', 'zh-CN', {}],
  ['light', 'en', {}],
  ['dark', 'en', phone],
])(
  '%s, %s: axe finds nothing in the card nominated, the choice of a day, or the list',
  async (theme, lang, options) => {
    const { today } = districtAnswer.parse(await (await fetch(`${server.url}/api/district`)).json())
    for (const place of [{ area_id: cell }, { site_id: 'S015018' }])
      await fetch(`${server.url}/api/nominations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...place, for_day: today, reason: 'other' }),
      })
    const page = await openExplore(
      browser,
      server.url,
      `?layout=table&theme=${theme}&lang=${lang}&cell=${cell}`,
      options,
    )
    const found = async (within: string) => {
      const { violations } = await new AxeBuilder({ page }).include(within).analyze()
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    }
    await page.locator('.nominated .act-line').waitFor()
    expect(await found('.card-actions')).toEqual([])
    await page.locator('.nominate-again').click()
    await page.getByRole('dialog').waitFor()
    expect(await found('.drop')).toEqual([])
    await page.keyboard.press('Escape')
    await soon(() => page.getByRole('dialog').count()).toBe(0)
    await page.locator('.nominations-button').click()
    await page.locator('.nomination').nth(1).waitFor()
    expect(await found('.drop')).toEqual([])
    await page.context().close()
  },
)
