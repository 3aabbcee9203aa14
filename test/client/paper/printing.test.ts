import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openExplore } from '#test/client/explore/open-explore.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import {
  interceptPrint,
  openToPrint,
  pagesOf,
  patience,
  pdfOf,
  points,
  printed,
  printOn,
} from './open-paper.ts'

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

const open = (query: string) => openToPrint(browser, server.url, `&lang=en${query}`)
const wait = (page: Page) => page.getByRole('dialog', { name: /^Laying out/ })
const dialogCloses = async (page: Page) => {
  await page.emulateMedia({ media: null })
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect.poll(() => page.locator('.paper').count(), patience).toBe(0)
}

describe('a press', () => {
  test('prints on the paper chosen last; the menu offers the others, by keyboard', async () => {
    const page = await open('')
    await page.getByRole('button', { name: 'Print (A4 portrait)' }).first().focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitemradio', { name: 'A3 landscape' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await printed(page)
    expect(await page.locator('.paper').getAttribute('data-paper')).toBe('a3')
    await dialogCloses(page)
    await page.reload()
    await interceptPrint(page)
    await page.getByRole('button', { name: 'Print (A3 landscape)' }).first().click()
    await printed(page)
    expect(await page.locator('.paper').getAttribute('data-paper')).toBe('a3')
    await page.context().close()
  })

  test('is to be had on a phone too, beside the card and below all', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
    const page = await openToPrint(browser, server.url, '&lang=en&cell=440402100015003', phone)
    await page.getByRole('button', { name: 'Print (A4 portrait)' }).last().tap()
    await wait(page).waitFor()
    await page.getByRole('button', { name: 'Cancel (Esc)' }).tap()
    await expect.poll(() => page.locator('.paper').count(), patience).toBe(0)
    await page.locator('.card-actions .print-choice').tap()
    await page.getByRole('menuitemradio', { name: 'A3 landscape' }).tap()
    await printed(page)
    expect(await page.locator('.paper-sheet').count()).toBe(2)
    await page.context().close()
  })
})

describe('Ctrl+P', () => {
  test('does what the button does, says so meanwhile, and Esc takes it back without a dialog', async () => {
    const page = await open('&cell=440402100015003')
    await page.locator('.card h2').waitFor()
    const before = page.url()
    await page.getByRole('slider', { name: 'Day shown' }).focus()
    await page.keyboard.press('Control+p')
    await wait(page).waitFor()
    expect(await wait(page).innerText()).toContain('Laying out A4 portrait')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.paper').count(), patience).toBe(0)
    expect(await wait(page).count()).toBe(0)
    expect(
      await page.getByRole('slider', { name: 'Day shown' }).evaluate((one) => one === document.activeElement),
    ).toBe(true)
    expect(await page.locator('html[data-prints]').count()).toBe(0)
    expect(page.url()).toBe(before)
    await page.context().close()
  })

  test('works again after each print', async () => {
    const page = await open('')
    for (const times of [1, 2]) {
      await page.keyboard.press('Control+p')
      await printed(page, times)
      await dialogCloses(page)
    }
    await page.context().close()
  })
})

test('when the dialog closes, the screen is as it was, and the picture is given back', async () => {
  const page = await openExplore(browser, server.url, '?lang=en&theme=dark&cell=440402100015003')
  await page.locator('[data-map="ready"]').waitFor({ timeout: 100_000 })
  await interceptPrint(page)
  const screen = () =>
    page.evaluate(() => ({
      theme: document.documentElement.dataset['theme'],
      scrolled: document.querySelector('.card-body')?.scrollTop,
      marked: ['.desk', '.map-canvas canvas', '.card'].map((part) =>
        document.querySelector(part)?.hasAttribute('data-kept'),
      ),
      url: window.location.href,
    }))
  await page.locator('.card-body').evaluate((body) => (body.scrollTop = 60))
  await page.evaluate(() => {
    for (const part of ['.desk', '.map-canvas canvas', '.card'])
      document.querySelector(part)?.setAttribute('data-kept', '')
  })
  const before = await screen()
  expect(before).toMatchObject({ theme: 'dark', scrolled: 60, marked: [true, true, true] })
  await page.keyboard.press('Control+p')
  await printed(page)
  const picture = (await page.locator('.paper-map img').first().getAttribute('src')) ?? ''
  const loads = () =>
    page.evaluate(
      (src) =>
        new Promise<boolean>((resolve) => {
          const image = new Image()
          image.addEventListener('load', () => resolve(true))
          image.addEventListener('error', () => resolve(false))
          image.src = src
        }),
      picture,
    )
  expect(await loads()).toBe(true)
  expect(pagesOf(await pdfOf(page))).toEqual([points.a4, points.a4])
  await expect.poll(() => page.locator('.paper').count(), patience).toBe(0)
  expect(await screen()).toEqual(before)
  expect(await loads()).toBe(false)
  expect(await page.locator('.map-still').count()).toBe(0)
  await page.context().close()
})

test('the browser’s own print gets pages of text in light, that say how to get the map', async () => {
  const page = await open('&theme=dark&cell=440402100015003')
  await page.locator('.why-rows').waitFor()
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  const text = await page.locator('.paper').innerText()
  expect(text).toMatch(/grid cells are overdue/)
  expect(text).toMatch(/use the page’s print button or press Ctrl\+P/)
  expect(text).toMatch(/Not planned/)
  expect(await page.locator('.paper-mapless tbody tr').count()).toBeGreaterThan(30)
  expect(await page.locator('html').getAttribute('data-theme')).toBe('light')
  await dialogCloses(page)
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(pagesOf(await pdfOf(page))).toEqual([points.a4, points.a4])
  expect(await page.locator('.paper').count()).toBe(0)
  await page.context().close()
})

describe('without a whole map', () => {
  test('no WebGL: the table of cells takes its place, with a word', async () => {
    const page = await open('')
    await page.evaluate(() => Reflect.set(HTMLCanvasElement.prototype, 'getContext', () => null))
    await printOn(page, 'a4')
    expect(await page.locator('.paper-note').innerText()).toMatch(/cannot draw the map \(no WebGL\)/)
    expect(await page.locator('.paper-mapless tbody tr').count()).toBeGreaterThan(30)
    expect(pagesOf(await pdfOf(page))).toEqual([points.a4])
    await page.context().close()
  })

  test('tiles that fail: it says so instead of printing half a map', async () => {
    const page = await open('')
    await page.route('**/tiles/**', (route) => route.abort())
    await printOn(page, 'a3')
    expect(await page.locator('.paper-note').innerText()).toMatch(
      /could not be read, and half a map is not printed/,
    )
    expect(await page.locator('.paper-map img').count()).toBe(0)
    expect(pagesOf(await pdfOf(page))).toEqual([points.a3])
    await page.context().close()
  })

  test('tiles that never come: one may go on without the map, and the page says that too', async () => {
    const page = await open('')
    await page.route('**/tiles/**', () => undefined)
    await page.keyboard.press('Control+p')
    await wait(page).getByRole('button', { name: 'Do without the map' }).click()
    await printed(page)
    expect(await page.locator('.paper-note').innerText()).toMatch(/not drawn in time/)
    await page.context().close()
  })
})

test('what is selected has a page of its own, with all its overdue sites and its visits', async () => {
  const page = await open('&cell=440402100015003')
  await page.locator('.why-rows').waitFor()
  const overdue = Number.parseInt(await page.locator('.card .part-head .quiet').first().innerText(), 10)
  const onScreen = await page.locator('.card .visit').count()
  await printOn(page, 'a3')
  const card = page.locator('.paper .card')
  expect(await card.locator('h2').first().innerText()).toBe('Houhuan 03')
  expect(await card.locator('.site-row').count()).toBe(overdue)
  expect(await card.locator('.visit').count()).toBeGreaterThan(onScreen)
  const picture = page.locator('.paper-selection .paper-map img')
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(1500)
  expect(pagesOf(await pdfOf(page))).toEqual([points.a3, points.a3])
  await page.context().close()
})

test('of more communities than a page holds the worst are listed, and the rest is counted', async () => {
  const page = await open('')
  await page.route('**/api/areas*', async (route) => {
    const answer: {
      areas: { areaId: string; parentId: string | null; level: string; name: string; areaNo: number }[]
    } = await (await route.fetch()).json()
    const cells = answer.areas.filter(({ level }) => level === 'cell')
    const others = answer.areas.filter(({ level }) => level === 'district')
    const many = cells.map((cell) => ({
      ...cell,
      areaId: `of ${cell.areaId}`,
      level: 'community',
      name: cell.name,
    }))
    const moved = cells.map((cell) => ({ ...cell, parentId: `of ${cell.areaId}` }))
    await route.fulfill({ json: { ...answer, areas: [...others, ...many, ...moved] } })
  })
  await page.reload()
  await page.locator('.explore[data-state="shown"] h1').waitFor()
  await interceptPrint(page)
  await printOn(page, 'a4')
  const listed = await page.locator('.paper-communities tbody tr').count()
  const more = Number.parseInt(await page.locator('.paper-more').innerText(), 10)
  expect(listed).toBeGreaterThan(15)
  expect(listed + more).toBe(248)
  expect(pagesOf(await pdfOf(page))).toEqual([points.a4])
  await page.context().close()
})
