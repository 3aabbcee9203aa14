import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '#client/command/commands.ts'
import english from '#client/i18n/en.json'
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

const cell = 'cell=440402100015003'
const openPlain = (query = '') => openExplore(browser, server.url, `?lang=en${query}`)
const openSheet = async (page: Page) => {
  await expect
    .poll(async () => {
      if ((await page.locator('.keys-sheet').count()) === 0) await page.keyboard.press('?')
      return page.locator('.keys-sheet').count()
    })
    .toBe(1)
}
const says = (page: Page, name: string) => () => searchOf(page).get(name)
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

/** What a key does, seen from outside: a look to begin with, and what is different after the key. */
const effects: Record<
  string,
  {
    query?: string
    before?: (page: Page) => Promise<void>
    see: (page: Page) => Promise<unknown>
    is: unknown
  }
> = {
  places: {
    see: (page) => page.locator('.finder input').getAttribute('placeholder'),
    is: english.find.places,
  },
  commands: {
    see: (page) => page.locator('.finder input').getAttribute('placeholder'),
    is: english.find.commands,
  },
  keys: { see: (page) => page.locator('.keys-sheet').count(), is: 1 },
  'rank-next': { see: async (page) => (await focused(page)).startsWith('1'), is: true },
  'rank-previous': {
    before: (page) => page.locator('.rank-row').nth(2).focus(),
    see: async (page) => (await focused(page)).startsWith('2'),
    is: true,
  },
  'rank-open': {
    before: (page) => page.locator('.rank-row').first().focus(),
    see: async (page) => says(page, 'cell')() !== null,
    is: true,
  },
  deselect: { query: `&${cell}`, see: async (page) => says(page, 'cell')(), is: null },
  'measure-next': { see: async (page) => says(page, 'measure')(), is: 'density' },
  table: { see: async (page) => says(page, 'layout')(), is: 'table' },
  play: {
    before: (page) => page.locator('.play:not([data-disabled])').waitFor(),
    see: async (page) => says(page, 'asOf')() !== null,
    is: true,
  },
  'day-earlier': { see: async (page) => says(page, 'asOf')() !== null, is: true },
  'day-later': { query: '&asOf=2026-01-01', see: async (page) => says(page, 'asOf')(), is: '2026-01-02' },
  'day-latest': { query: '&asOf=2026-01-01', see: async (page) => says(page, 'asOf')(), is: null },
  unfilter: { query: '&kinds=market', see: async (page) => says(page, 'kinds')(), is: null },
  theme: {
    query: '&theme=dark',
    see: (page) => page.locator('html').getAttribute('data-theme'),
    is: 'light',
  },
  language: { see: (page) => page.locator('html').getAttribute('lang'), is: 'zh-CN' },
  copy: { see: (page) => page.locator('.done-note').innerText(), is: english.speech.copied },
  print: { see: (page) => page.locator('.paper-wait-dialog').count(), is: 1 },
  data: { see: async (page) => new URL(page.url()).pathname, is: '/data' },
  settings: { see: async (page) => new URL(page.url()).pathname, is: '/settings' },
}
/** These move the map; see below. */
const ofMap = ['district', 'zoom-in', 'zoom-out']

describe('the help', () => {
  test('lists every command that has keys, by its words and with just these keys', async () => {
    const page = await openPlain('&layout=table')
    await openSheet(page)
    const listed = await page
      .locator('[data-command]')
      .evaluateAll((rows) =>
        rows.map((row) => [row.getAttribute('data-command'), row.querySelector('dt')?.textContent]),
      )
    const keyed = commands.filter(({ keys }) => keys !== undefined)
    expect(listed).toEqual(keyed.map(({ id }) => [id, english.command[id]]))
    expect([...Object.keys(effects), ...ofMap].toSorted()).toEqual(keyed.map(({ id }) => id).toSorted())
    expect(await page.locator('[data-command="day-earlier"] kbd').allInnerTexts()).toEqual(['['])
    expect(await page.locator('[data-command="commands"] kbd').allInnerTexts()).toEqual(['Ctrl', 'K'])
    await page.context().close()
  })

  test.each(Object.entries(effects))('what it says of %s is so, for each of its keys', async (id, effect) => {
    const { keys = [] } = commands.find((command) => command.id === id) ?? {}
    for (const key of keys) {
      const page = await openPlain(`&layout=${id === 'table' ? 'map' : 'table'}${effect.query ?? ''}`)
      const name = typeof key === 'string' ? key : key.key
      if (typeof key !== 'string' && effect.before === undefined) await page.locator('#ranking').focus()
      await effect.before?.(page)
      await page.keyboard.press(name.replace('Mod', 'Control').replace(' ', 'Space'))
      await expect.poll(() => effect.see(page), { timeout: 15_000 }).toBe(effect.is)
      await page.context().close()
    }
  })

  test('what it says of the map is so: nearer, farther, the whole', async () => {
    const page = await openPlain()
    await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
    const width = () => page.locator('.map-scale').evaluate((bar) => `${bar.textContent} ${bar.clientWidth}`)
    const whole = await width()
    for (const key of ['+', '=']) {
      const before = await width()
      await page.keyboard.press(key)
      await expect.poll(width).not.toBe(before)
    }
    const near = await width()
    await page.keyboard.press('-')
    await expect.poll(width).not.toBe(near)
    await page.keyboard.press('0')
    await expect.poll(width).toBe(whole)
    await page.context().close()
  })
})

describe('single keys', () => {
  test('are silent in a field, in a list that is searched by typing, and under a dialog', async () => {
    const page = await openPlain('&layout=table')
    const look = () => page.url()
    await page.keyboard.press('t')
    await expect.poll(says(page, 'layout')).toBeNull()
    const before = look()
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: 'Search and commands' })
    await field.pressSequentially('tmx[')
    expect(await field.inputValue()).toBe('tmx[')
    await page.keyboard.press('Escape')
    await page.locator('.finder').waitFor({ state: 'detached' })
    await openSheet(page)
    for (const key of ['t', 'm', '[', 'Control+k']) await page.keyboard.press(key)
    expect(await page.locator('.finder').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.locator('.keys-sheet').waitFor({ state: 'detached' })
    await page.locator('#ranking .choice-button').click()
    await page.getByRole('listbox').waitFor()
    for (const key of ['t', 'm', '[']) await page.keyboard.press(key)
    expect(look()).toBe(before)
    await page.context().close()
  })

  test('can be turned off, which is kept for the next visit; combinations and Escape stay', async () => {
    const page = await openPlain(`&layout=table&${cell}`)
    await openSheet(page)
    const turn = page.getByRole('switch', { name: 'Single-key shortcuts' })
    expect(await turn.isChecked()).toBe(true)
    await turn.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await page.locator('.keys-sheet').waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('.explore[data-state="shown"] h1').waitFor()
    for (const key of ['t', '[', '/', '?']) await page.keyboard.press(key)
    await page.keyboard.press('Escape')
    await expect.poll(says(page, 'cell')).toBeNull()
    expect(says(page, 'layout')()).toBe('table')
    expect(says(page, 'asOf')()).toBeNull()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('Control+k')
    await page.locator('.finder').waitFor()
    await page.getByRole('option', { name: 'Keyboard shortcuts' }).click()
    await page.locator('.keys-sheet').waitFor()
    expect(await turn.isChecked()).toBe(false)
    await page.context().close()
  })
})

test('the ranking is walked by j and k or arrows, opened by Enter, and the map outlines where one is', async () => {
  const page = await openPlain('&layout=table')
  const names = await page.locator('.rank-row .rank-name').allInnerTexts()
  for (const key of ['j', 'j', 'ArrowDown', 'k']) await page.keyboard.press(key)
  expect(await page.locator('.rank-row:focus .rank-name').innerText()).toBe(names[1])
  expect(await page.locator('.rank-row[data-hovered] .rank-name').allInnerTexts()).toEqual([names[1]])
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('.card h2').innerText()).toBe(names[1])
  await page.keyboard.press('Escape')
  await expect.poll(says(page, 'cell')).toBeNull()
  await page.context().close()
})
