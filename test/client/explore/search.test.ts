import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchAnswer } from '#data/contract/api.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
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

const openTable = (query = '') => openExplore(browser, server.url, `?layout=table&lang=en${query}`)
const openMap = async (query = '') => {
  const page = await openExplore(browser, server.url, `?lang=en${query}`)
  await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
  return page
}
const field = (page: Page) => page.getByRole('combobox', { name: 'Search and commands' })
const options = (page: Page) => page.getByRole('option')
const active = (page: Page) => page.locator('[role="option"][aria-selected="true"] .found-name').innerText()

/** A first key can be lost while the page settles. */
async function press(page: Page, key: string, opens: 'finder' | 'keys'): Promise<void> {
  const surface = page.locator(opens === 'finder' ? '.finder' : '.keys-sheet')
  await expect
    .poll(async () => {
      if ((await surface.count()) === 0) await page.keyboard.press(key)
      return surface.count()
    })
    .toBe(1)
}

async function seek(page: Page, typed: string): Promise<void> {
  await field(page).fill(typed)
  await page.locator('.finder-list:not([data-late])').waitFor()
  await page.locator('.finder .shape').waitFor({ state: 'detached' })
}

const card = (page: Page) => page.locator('.card h2').innerText()

describe('the search', () => {
  test('by mouse: what is clicked is selected, and the finder is gone', async () => {
    const page = await openTable()
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await seek(page, 'houhuan 3')
    await page
      .getByRole('option', { name: /^Long overdue.*41 d|Houhuan 03/ })
      .first()
      .click()
    await expect.poll(() => card(page)).toBe('Houhuan 03')
    expect(searchOf(page).get('cell')).toBe('440402100015003')
    expect(await page.locator('.finder').count()).toBe(0)
    await page.context().close()
  })

  test('by keyboard alone: a slash, some letters, Enter; the card opens and the focus is back', async () => {
    const page = await openTable()
    const before = page.getByRole('button', { name: 'One day earlier' })
    await before.focus()
    await press(page, '/', 'finder')
    await page.keyboard.type('hhd3wg')
    await page.keyboard.press('Enter')
    await expect.poll(() => card(page)).toBe('Houhuan 03')
    await expect.poll(() => before.evaluate((one) => one === document.activeElement)).toBe(true)
    await page.context().close()
  })

  test('arrows move through the lines and around their ends, Escape leaves everything as it was', async () => {
    const page = await openTable()
    await press(page, '/', 'finder')
    await seek(page, 'houhuan')
    const names = await options(page).locator('.found-name').allInnerTexts()
    expect(await active(page)).toBe(names[0])
    await page.keyboard.press('ArrowDown')
    expect(await active(page)).toBe(names[1])
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    expect(await active(page)).toBe(names.at(-1))
    const described = await field(page).getAttribute('aria-activedescendant')
    expect(await page.locator('[role="option"][aria-selected="true"]').getAttribute('id')).toBe(described)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.finder').count()).toBe(0)
    expect(searchOf(page).get('cell')).toBeNull()
    await page.context().close()
  })

  test('groups what it finds by level, each cell with the colour and days the ranking gives it', async () => {
    const page = await openTable()
    await press(page, '/', 'finder')
    await seek(page, 'houhuan')
    expect(await page.locator('.found-title').allInnerTexts()).toEqual(['Communities', 'Grid cells', 'Sites'])
    expect(await options(page).first().innerText()).toContain('moves the map only')
    const found = page.locator('.found', { hasText: 'Houhuan 03' }).first()
    const ranked = page.locator('.rank-row', { hasText: 'Houhuan 03' })
    const colour = (of: ReturnType<Page['locator']>) =>
      of.locator('.swatch').evaluate((one) => getComputedStyle(one).backgroundColor)
    expect(await colour(found)).toBe(await colour(ranked))
    expect(await found.locator('.found-end').innerText()).toContain(
      await ranked.locator('.rank-days').innerText(),
    )
    await page.context().close()
  })

  test('marks what was meant, in the name or beside it', async () => {
    const page = await openTable()
    await press(page, '/', 'finder')
    await seek(page, 'hou')
    expect(await options(page).first().locator('mark').innerText()).toBe('Hou')
    await seek(page, '0015003')
    expect(await options(page).first().locator('.found-where mark').innerText()).toBe('0015003')
    await page.context().close()
  })

  test('a site in no cell is found, says so, and opens its card', async () => {
    const { sites } = await (await fetch(`${server.url}/api/sites?located=no`)).json()
    const [lost] = sites
    const page = await openTable()
    await press(page, '/', 'finder')
    await seek(page, lost.code)
    const option = page.locator('.found', { hasText: 'in no grid cell' }).first()
    expect(await option.locator('.found-name').innerText()).toBe(lost.nameEn)
    await option.click()
    await expect.poll(() => card(page)).toBe(lost.nameEn)
    expect(searchOf(page).get('cell')).toBeNull()
    await page.context().close()
  })

  test('remembers what was chosen for as long as the page is open, and stores nothing', async () => {
    const page = await openTable()
    for (const typed of ['hh03', 'jf06']) {
      await press(page, '/', 'finder')
      await seek(page, typed)
      await page.keyboard.press('Enter')
      await expect.poll(() => page.locator('.finder').count()).toBe(0)
    }
    await press(page, '/', 'finder')
    const recent = page.getByRole('group', { name: 'Chosen before' }).locator('.found-name')
    expect(await recent.allInnerTexts()).toEqual(['Jinfeng 06', 'Houhuan 03'])
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))
    expect(kept).not.toMatch(/Houhuan|440402100015003/)
    await page.reload()
    await page.locator('.explore[data-state="shown"] h1').waitFor()
    await press(page, '/', 'finder')
    expect(await recent.count()).toBe(0)
    await page.context().close()
  })
})

describe('the camera', () => {
  const width = (page: Page) => page.locator('.map-scale').innerText()

  test('goes to a chosen cell and back to the whole district by one key', async () => {
    const page = await openMap()
    const whole = await width(page)
    await press(page, '/', 'finder')
    await seek(page, 'houhuan 3')
    await page.keyboard.press('Enter')
    await expect.poll(() => width(page)).not.toBe(whole)
    expect(searchOf(page).get('cell')).toBe('440402100015003')
    await page.keyboard.press('0')
    await expect.poll(() => width(page)).toBe(whole)
    await page.context().close()
  })

  test('goes to a community, which selects nothing; from the table it opens the map', async () => {
    const page = await openTable()
    await press(page, '/', 'finder')
    await seek(page, 'qiao')
    await page.keyboard.press('Enter')
    await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
    expect(searchOf(page).get('layout')).toBeNull()
    expect(searchOf(page).get('cell')).toBeNull()
    const near = await width(page)
    await page.getByRole('button', { name: 'Back to the whole district' }).click()
    await expect.poll(() => width(page)).not.toBe(near)
    await page.context().close()
  })
})

describe('an answer', () => {
  test('that comes late never takes the place of a newer one', async () => {
    const page = await openTable()
    let late = () => {}
    const released = new Promise<void>((resolve) => {
      late = resolve
    })
    await page.route(/\/api\/search\?q=h&/, async (route) => {
      await released
      await route.continue().catch(() => undefined)
    })
    await press(page, '/', 'finder')
    await field(page).fill('h')
    await page.waitForRequest(/\/api\/search\?q=h&/)
    await seek(page, 'jinfeng 6')
    const shown = await options(page).first().innerText()
    expect(shown).toContain('Jinfeng 06')
    late()
    await page.waitForTimeout(500)
    expect(await options(page).first().innerText()).toBe(shown)
    await page.context().close()
  })

  test('is waited for by Enter, which never opens what was found for other words', async () => {
    const page = await openTable()
    await press(page, '/', 'finder')
    await seek(page, 'houhuan 3')
    await page.route(/\/api\/search\?q=jinfeng/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600))
      await route.continue()
    })
    await field(page).fill('jinfeng 6')
    await page.keyboard.press('Enter')
    expect(await page.locator('.finder').count()).toBe(1)
    await expect.poll(() => card(page)).toBe('Jinfeng 06')
    await page.context().close()
  })

  test('that cannot come is said, with a way to try again; one that is empty says what else to type', async () => {
    const page = await openTable()
    await press(page, '/', 'finder')
    await page.route(/\/api\/search/, (route) => route.abort())
    await field(page).fill('houhuan')
    await page.locator('.finder').getByText('The server does not answer').waitFor()
    await page.unroute(/\/api\/search/)
    await page.locator('.finder').getByRole('button', { name: 'Try now' }).click()
    await expect.poll(() => options(page).count()).toBeGreaterThan(3)
    await seek(page, 'qqzzy')
    await page.getByText('Nothing found for “qqzzy”.').waitFor()
    await page.context().close()
  })
})

describe('commands', () => {
  test.each([
    ['English', 'map or table'],
    ['Chinese', '表格'],
    ['pinyin', 'biaoge'],
    ['first letters', 'dthbg'],
  ])('are found in %s and run by Enter', async (_, typed) => {
    const page = await openTable()
    await press(page, 'Control+k', 'finder')
    await seek(page, typed)
    await page.keyboard.press('Enter')
    await expect.poll(() => searchOf(page).get('layout')).toBeNull()
    await page.context().close()
  })

  test('stand in groups before anything is typed, each with its key; places may be typed too', async () => {
    const page = await openTable()
    await press(page, 'Control+k', 'finder')
    const earlier = page.locator('.found', { hasText: 'One day earlier' })
    expect(await earlier.locator('kbd').innerText()).toBe('[')
    // What would do nothing is not offered.
    expect(await page.locator('.found', { hasText: 'One day later' }).count()).toBe(0)
    await seek(page, 'hh03')
    await page.keyboard.press('Enter')
    await expect.poll(() => card(page)).toBe('Houhuan 03')
    await page.context().close()
  })
})

test('on a phone it fills the screen, and a thumb finds every line', async () => {
  const page = await openExplore(browser, server.url, '?lang=zh-CN&layout=table', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  await page.getByRole('button', { name: '搜索' }).tap()
  const name = { name: '搜索与命令' }
  await page.getByRole('combobox', name).fill('后环3')
  await page.getByRole('option').first().waitFor()
  const sheet = await page.locator('.finder-dialog').boundingBox()
  expect(sheet).toMatchObject({ x: 0, y: 0 })
  expect(sheet?.width).toBeGreaterThanOrEqual(390)
  expect(sheet?.height).toBeGreaterThanOrEqual(844)
  const targets = page.locator('.found, .finder .icon-button-face')
  for (const target of await targets.all())
    expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await page.getByRole('option').first().tap()
  await expect.poll(() => card(page)).toBe('后环第 3 网格')
  await page.context().close()
})

test.each(['dark', 'light'] as const)(
  '%s: axe finds nothing in the finder and in the keys',
  async (theme) => {
    const page = await openTable(`&theme=${theme}`)
    const violations = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
      )
    await press(page, '/', 'finder')
    expect(await violations()).toEqual([])
    await seek(page, 'hou')
    expect(await violations()).toEqual([])
    await seek(page, 'qqzzy')
    expect(await violations()).toEqual([])
    await page.keyboard.press('Escape')
    await press(page, 'Control+k', 'finder')
    expect(await violations()).toEqual([])
    await page.keyboard.press('Escape')
    await press(page, '?', 'keys')
    expect(await violations()).toEqual([])
    await page.context().close()
  },
)

test('what the finder lists is what the server answers, in its order', async () => {
  const page = await openTable()
  await press(page, '/', 'finder')
  await seek(page, 'tang')
  const answer = await fetch(`${server.url}/api/search?q=tang&limit=8`)
  const { items } = searchAnswer.parse(await answer.json())
  const places = page.locator('.found-place .found-name')
  expect(await places.allInnerTexts()).toEqual(
    (['community', 'cell', 'site'] as const)
      .toSorted((a, b) => first(items, a) - first(items, b))
      .flatMap((level) => items.filter((item) => item.level === level).map(({ nameEn }) => nameEn)),
  )
  await page.context().close()
})

function first(items: readonly { level: string }[], level: string): number {
  return items.findIndex((item) => item.level === level)
}
