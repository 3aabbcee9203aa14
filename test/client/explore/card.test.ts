import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  areasAnswer,
  coverageAnswer,
  issuesAnswer,
  rhythmAnswer,
  sitesAnswer,
  whyAnswer,
} from '#data/contract/api.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { openExplore, searchOf } from './open-explore.ts'

let browser: Browser
let server: RunningServer
/** The cell with most open issues. */
let troubled = ''
const neglected = '440402100015003'
const folder = temporaryHome()

beforeAll(async () => {
  ;[browser, server] = await Promise.all([
    launchBrowser(),
    folder.then(({ path }) => startServer({ home: path })),
  ])
  const { columns } = coverageAnswer.parse(await ask('/api/coverage'))
  const { areas } = areasAnswer.parse(await ask('/api/areas'))
  const open = (columns['open'] ?? []).map((n) => n ?? 0)
  const areaNo = 1 + open.indexOf(Math.max(...open))
  troubled = areas.find((area) => area.level === 'cell' && area.areaNo === areaNo)?.areaId ?? ''
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

async function ask(path: string): Promise<unknown> {
  return (await fetch(server.url + path, { headers: { accept: 'application/json' } })).json()
}
/** A poll with patience for a machine that does other things too. */
function soon<T>(get: () => T) {
  return expect.poll(get, { timeout: 20_000 })
}
const openTable = (query: string) => openExplore(browser, server.url, `?layout=table&lang=en${query}`)
const heading = (page: Page) => page.locator('.card h2')

describe('the issues of a cell', () => {
  test('are as many as the map counts, the longest overdue first, each with how grave it is in words', async () => {
    const page = await openTable(`&cell=${troubled}`)
    const { total, overdue, issues } = issuesAnswer.parse(await ask(`/api/issues?area=${troubled}&limit=100`))
    await page.locator('.issue').first().waitFor()
    const part = page.locator('.card-part', { hasText: 'Open issues' })
    expect(await part.locator('.quiet').first().innerText()).toBe(`${total} open, ${overdue} overdue`)
    expect(await page.locator('.issue').count()).toBe(4)
    await page.getByRole('button', { name: `All ${total}` }).click()
    await soon(() => page.locator('.issue').count()).toBe(total)
    const marks = await page
      .locator('.issue .severity')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
    expect(marks).toEqual(issues.map(({ severity }) => `Severity ${severity} of 4`))
    const due = await page.locator('.issue-due').allInnerTexts()
    expect(due.filter((text) => text.endsWith('overdue'))).toEqual(
      issues.flatMap(({ overdueDays }) => (overdueDays === null ? [] : [`${overdueDays} d overdue`])),
    )
    await page.context().close()
  })

  test('lead to their site, which shows the same issue, its one reason and whose it is', async () => {
    const page = await openTable(`&cell=${troubled}`)
    const [worst] = issuesAnswer.parse(await ask(`/api/issues?area=${troubled}`)).issues
    const why = whyAnswer.parse(await ask(`/api/why?area=${troubled}`))
    await page.locator('.issue').first().click()
    await soon(() => searchOf(page).get('site')).toBe(worst?.siteId)
    await soon(() => heading(page).innerText()).toBe(worst?.siteNameEn)
    await soon(() => page.locator('.issue-due').allInnerTexts()).toContain(
      `${worst?.overdueDays ?? 0} d overdue`,
    )
    const reason = why.sites.find(({ siteId }) => siteId === worst?.siteId)?.reason
    const said = { 'not-planned': 'Not planned', 'mode-not-counted': 'Phone only' }[String(reason)]
    await soon(() => page.locator('.card').innerText()).toContain(
      said ?? 'Within its interval; nothing is overdue.',
    )
    expect(await page.locator('.card-unit').innerText()).toMatch(/^Responsible unit \S/)
    await page.context().close()
  })

  test('are asked for with the filters that one looks through', async () => {
    const page = await openTable(`&cell=${troubled}&severities=3,4`)
    const { total } = issuesAnswer.parse(await ask(`/api/issues?area=${troubled}&severities=3,4`))
    await soon(() => page.locator('.issue').count()).toBe(Math.min(4, total))
    await page.context().close()
  })
})

describe('the card', () => {
  test('shows that there is more below, until one has seen it; its actions never leave', async () => {
    const page = await openTable(`&cell=${neglected}`)
    await page.locator('.visits .visit').first().waitFor()
    await page.locator('.card-scroll[data-more]').waitFor()
    const actions = page.locator('.card-buttons')
    const before = await actions.boundingBox()
    expect((before?.y ?? 0) + (before?.height ?? 0)).toBeLessThanOrEqual(900)
    await page.locator('.card-body').evaluate((body) => body.scrollTo(0, body.scrollHeight))
    await page.locator('.card-scroll:not([data-more])').waitFor()
    expect(await actions.boundingBox()).toEqual(before)
    await page.context().close()
  })

  test('tells twelve months in a drawing and in words, from the days of the rhythm', async () => {
    const page = await openTable(`&cell=${neglected}`)
    const { columns } = rhythmAnswer.parse(await ask(`/api/rhythm?area=${neglected}&days=365`))
    const recency = (columns['recencyDays'] ?? []).flatMap((days) => days ?? [])
    const visited = (columns['visits'] ?? []).filter((visits) => (visits ?? 0) > 0).length
    const chart = page.locator('.rhythm')
    await chart.waitFor()
    const said = await chart.getAttribute('aria-label')
    expect(said).toContain(`on site on ${visited} days`)
    expect(said).toContain(`${recency.filter((days) => days > 14).length} days were past the interval`)
    expect(said).toContain(`longest gap was ${Math.max(...recency)} days`)
    expect(await page.locator('.rhythm-words').innerText()).toContain('interval of 14 days')
    await page.context().close()
  })

  test.each([
    ['dark', 'zh-CN', { width: 1440, height: 900 }],
    ['light', 'en', { width: 1440, height: 900 }],
    ['dark', 'en', { width: 320, height: 700 }],
  ])(
    'with issues, %s, %s: nothing for axe to find, nothing wider than its place',
    async (theme, lang, viewport) => {
      const page = await openExplore(
        browser,
        server.url,
        `?layout=table&theme=${theme}&lang=${lang}&cell=${troubled}`,
        { viewport },
      )
      for (const part of ['.issue', '.rhythm', '.visit']) await page.locator(part).first().waitFor()
      const { violations } = await new AxeBuilder({ page }).include('.card').analyze()
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([])
      const wide = await page
        .locator('.card')
        .evaluate((card) =>
          [...card.querySelectorAll('*')]
            .filter((one) => one.getBoundingClientRect().right > card.getBoundingClientRect().right + 1)
            .map((one) => one.getAttribute('class')),
        )
      expect(wide).toEqual([])
      await page.context().close()
    },
  )
})

describe('the district', () => {
  test('its open and its overdue issues lead to the cells that have most of them', async () => {
    const page = await openTable('')
    for (const name of [/open issues/, /past their due date/]) {
      await page.goto(`${server.url}/?layout=table&lang=en`)
      await page.locator('.card').getByRole('button', { name }).click()
      await soon(() => searchOf(page).get('order')).toBe('overdue-rectification')
      await soon(() => page.evaluate(() => document.activeElement?.id)).toBe('ranking')
    }
    const { columns } = coverageAnswer.parse(await ask('/api/coverage'))
    const most = Math.max(...(columns['overdue'] ?? []).map((n) => n ?? 0))
    await soon(() => page.locator('.rank-value').first().innerText()).toBe(String(most))
    await page.context().close()
  })

  test('its sites in no cell are listed with the reason, and open', async () => {
    const page = await openTable('')
    const { sites } = sitesAnswer.parse(await ask('/api/sites?located=no'))
    await page.getByRole('button', { name: `${sites.length} sites lie in no grid cell.` }).click()
    const list = page.getByRole('dialog', { name: `${sites.length} sites lie in no grid cell.` })
    await soon(() => list.locator('.site-row').count()).toBe(sites.length)
    expect(await list.locator('.site-reason').first().innerText()).toBe('no position')
    await list.locator('.site-row').first().click()
    await soon(() => searchOf(page).get('site')).toBe(sites[0]?.siteId)
    await soon(() => heading(page).innerText()).toBe(sites[0]?.nameEn)
    await page.context().close()
  })
})

describe('the sentence', () => {
  test('its days lead to the cell they are of; those within their interval light up', async () => {
    const page = await openTable('')
    await page.locator('h1 .fact').last().click()
    await soon(() => searchOf(page).get('cell')).toBe(neglected)
    const within = page.locator('.headline-sub .fact').last()
    const count = Number.parseInt(await within.innerText(), 10)
    await within.click()
    await soon(() => searchOf(page).get('show')).toBe('due-soon,on-time,fresh')
    await soon(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(count + 1))
    await page.context().close()
  })
})
