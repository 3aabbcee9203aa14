import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { openExplore, searchOf } from './open-explore.ts'

interface Coverage {
  columns: Record<string, (number | null)[]>
}

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

const openTable = (query: string) => openExplore(browser, server.url, `?layout=table&lang=en${query}`)

async function counted(query: string): Promise<{ overdue: number; never: number }> {
  const response = await fetch(`${server.url}/api/coverage?level=cell${query}`, {
    headers: { accept: 'application/json' },
  })
  const { columns }: Coverage = await response.json()
  const column = (name: string) => columns[name] ?? []
  const cells = column('areaNo').map((_, i) => ({
    recency: column('recencyDays')[i] ?? null,
    interval: column('intervalDays')[i] ?? 0,
    sites: column('activeSites')[i] ?? 0,
  }))
  const visitable = cells.filter((cell) => cell.sites > 0)
  return {
    overdue: visitable.filter((cell) => cell.recency !== null && cell.recency > cell.interval).length,
    never: visitable.filter((cell) => cell.recency === null).length,
  }
}

describe('the sentence', () => {
  test('counts the cells that the server calls overdue and never visited', async () => {
    const page = await openTable('')
    const { overdue, never } = await counted('')
    const said = await page.locator('h1').innerText()
    expect(said).toContain(`${overdue} grid cells are overdue`)
    expect(said).toContain(`${never} have never been visited`)
    await page.context().close()
  })

  test('its numbers light the cells they count, its place becomes the selection', async () => {
    const page = await openTable('')
    await page.locator('h1 .fact').first().click()
    expect(searchOf(page).get('show')).toBe('long-overdue,overdue')
    const { overdue } = await counted('')
    await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(overdue + 1))
    const place = page.locator('h1 .fact-strong').last()
    const name = await place.innerText()
    await place.click()
    await expect.poll(() => page.locator('.card h2').innerText()).toBe(name)
    await page.context().close()
  })
})

describe('the address', () => {
  test('carries every choice, and the back button takes each back', async () => {
    const page = await openTable('')
    await page.getByRole('button', { name: /^Market \d/ }).click()
    await page.getByRole('radio', { name: '90 d' }).click()
    expect(searchOf(page).get('kinds')).toBe('market')
    expect(searchOf(page).get('window')).toBe('90')
    await page.goBack()
    expect(searchOf(page).get('window')).toBeNull()
    await page.goBack()
    expect(searchOf(page).get('kinds')).toBeNull()
    await page.context().close()
  })

  test('a link shows what its sender saw', async () => {
    const page = await openTable('&kinds=market&window=90')
    await expect
      .poll(() => page.getByRole('button', { name: /^Market \d/ }).getAttribute('aria-pressed'))
      .toBe('true')
    expect(await page.getByRole('radio', { name: '90 d' }).getAttribute('aria-checked')).toBe('true')
    const { overdue } = await counted('&kinds=market&window=90')
    expect(await page.locator('h1').innerText()).toContain(`${overdue} grid cell`)
    await page.context().close()
  })

  test('asks the server only what it understands, whatever the address says', async () => {
    const page = await openTable('')
    const refused: string[] = []
    page.on('response', (response) => {
      if (response.status() >= 400) refused.push(response.url())
    })
    const filters =
      'kinds=market&sectors=market&modes=on-site,phone&severities=3,4&window=90&knownAt=2030-01-01'
    await page.goto(`${server.url}/?lang=en&${filters}&measure=both&cell=440402100015003&site=S015018`)
    await page.locator('.burden').first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(refused).toEqual([])
    await page.context().close()
  })

  test('language and theme change at once and stay', async () => {
    const page = await openTable('&theme=dark')
    await page.getByRole('button', { name: '换成中文' }).click()
    await expect.poll(() => page.locator('h1').innerText()).toContain('个网格已超期')
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await page.getByRole('button', { name: '换成浅色' }).click()
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('light')
    await page.goto(server.url)
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('light')
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await page.context().close()
  })
})

describe('the card', () => {
  test('opens from the keyboard, and its reasons add up to its overdue sites', async () => {
    const page = await openTable('')
    await page.locator('.skip').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const name = await page.locator('.rank-row .rank-name').first().innerText()
    await expect.poll(() => page.locator('.card h2').innerText()).toBe(name)
    await page.locator('.why-rows').waitFor()
    const reasons = await page.locator('.why-rows strong').allInnerTexts()
    const total = await page.locator('.card .part-head .quiet').first().innerText()
    expect(reasons.reduce((sum, text) => sum + Number(text), 0)).toBe(Number.parseInt(total, 10))
    await page.context().close()
  })

  test('leads to a site, with its burden against its cap, and back to the cell', async () => {
    const page = await openTable('&cell=440402100015003')
    const site = page.locator('.site-row').first()
    const name = await site.locator('.site-name').innerText()
    await site.click()
    await expect.poll(() => page.locator('.card h2').innerText()).toBe(name)
    await page.locator('.burden').first().waitFor()
    expect(await page.locator('.burden').first().innerText()).toMatch(/\d+ visits in 30 days, cap 4/)
    expect(searchOf(page).get('site')).not.toBeNull()
    await page.locator('.card-back').click()
    await expect.poll(() => page.locator('.card h2').innerText()).toBe('Houhuan 03')
    await page.context().close()
  })

  test('a cell that is no longer there is said, not shown as empty', async () => {
    const page = await openTable('&cell=gone')
    await expect.poll(() => page.locator('.card').innerText()).toContain('not in the present division')
    await page.context().close()
  })
})

describe('the table', () => {
  test('holds every cell, sorts, and shares its selection with the rest', async () => {
    const page = await openTable('')
    const grid = page.getByRole('grid', { name: 'All grid cells' })
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('249')
    await grid.getByRole('columnheader', { name: 'Days' }).click()
    await grid.getByRole('columnheader', { name: 'Days' }).click()
    await grid.getByRole('row').nth(1).click()
    const name = await grid.getByRole('row').nth(1).getByRole('rowheader').innerText()
    await expect.poll(() => page.locator('.card h2').innerText()).toBe(name)
    expect(searchOf(page).get('cell')).not.toBeNull()
    await page.context().close()
  })

  test('stands in where there is no WebGL, and says why', async () => {
    const context = await browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    await page.addInitScript(() => {
      Reflect.set(HTMLCanvasElement.prototype, 'getContext', () => null)
    })
    await page.goto(`${server.url}/?lang=en`)
    await page.getByText('no WebGL').waitFor()
    await page.getByRole('grid', { name: 'All grid cells' }).waitFor()
    await context.close()
  })
})

describe('filters', () => {
  test('that leave nothing are named, with one way out', async () => {
    const page = await openTable('&kinds=checkpoint&sectors=school')
    await expect.poll(() => page.locator('h1').innerText()).toContain('No sites match')
    expect(await page.locator('.empty').innerText()).toContain('Checkpoint; sector: School')
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect.poll(() => page.locator('h1').innerText()).toContain('overdue')
    await page.context().close()
  })
})
