import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultSettings } from '#data/contract/settings.ts'
import type { Rows } from '#data/contract/tables.ts'
import { openHome } from '#server/home.ts'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { areaRow, issueRow, siteRow, square, visitRow } from '#test/support/projection.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { openExplore } from './explore/open-explore.ts'

let browser: Browser
let server: RunningServer
let administrator: Administrator
const folder = temporaryHome()

/** What a name may hold to become markup, script, a word of ours or a formula somewhere on its way to the eye. */
const evil = (what: string) =>
  `${what}<img src=x onerror="window.hit=1"><b>bb</b><strong>ss</strong><c>cc</c><script>window.hit=2</script>"'{{n}}$t(brand)`
/** A shorter one, that is told whole in a narrow place. */
const sly = (what: string) => `${what}<b>bb</b><c>{{n}}</c>`

const rows: Rows = {
  unit: [{ unit_id: 'u1', name: evil('unit '), name_en: null, sector: evil('sector ') }],
  team: [{ team_id: 't1', name: evil('team '), name_en: null }],
  area: [
    areaRow({ area_id: 'd', level: 'district', name: sly('District '), geometry: square(113.5, 22.3, 0.04) }),
    areaRow({
      area_id: '<i>iic</i>',
      level: 'community',
      parent_id: 'd',
      name: evil('Community '),
      geometry: square(113.5, 22.3, 0.04),
    }),
    areaRow({
      area_id: '<i>iik</i>',
      level: 'cell',
      parent_id: '<i>iic</i>',
      code: '<u>uu</u>',
      name: sly('West '),
      geometry: square(113.5, 22.3, 0.02),
    }),
    areaRow({
      area_id: 'k2',
      level: 'cell',
      parent_id: '<i>iic</i>',
      name: evil('East '),
      geometry: square(113.52, 22.3, 0.02),
    }),
  ],
  site: [
    siteRow({
      site_id: '<i>ii1</i>',
      code: '<u>uu</u>',
      name: evil('Market '),
      lon: 113.51,
      lat: 22.31,
      unit_id: 'u1',
      sector: evil('sector '),
      opened_on: '2025-01-01',
    }),
    siteRow({ site_id: 's2', name: sly('School '), kind: 'school', lon: 113.53, lat: 22.31 }),
  ],
  visit: [
    visitRow({
      visit_id: 'v1',
      site_id: '<i>ii1</i>',
      visited_at: '2026-01-01T02:00:00.000Z',
      team_id: 't1',
      batch_id: evil('batch '),
      departments: [evil('department ')],
    }),
  ],
  issue: [issueRow({ issue_id: 'i1', visit_id: 'v1', site_id: '<i>ii1</i>', category: evil('category ') })],
}

beforeAll(async () => {
  const { path } = await folder
  const home = await openHome(path)
  const district = { name: sly('District '), nameEn: sly('District '), synthetic: false }
  await home.commit({ kind: 'settings', body: { version: 1, settings: { ...defaultSettings, district } } })
  await home.commit({ kind: 'rows', body: { rows } })
  await home.close()
  ;[browser, server] = await Promise.all([launchBrowser(), startServer({ home: path })])
  administrator = await signInAt(server, 'planner', 'leader', 'auditor')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

const open = (query: string, more = {}) =>
  openExplore(browser, server.url, query, { storageState: administrator.storageState, ...more })

/** Nothing of a name became an element, ran, or was taken for a word of ours. */
async function isHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    hit: 'hit' in window,
    elements: [
      ...document.querySelectorAll(
        'img[src="x"], [onerror], c, n, script:not([src]), a[href^="javascript:"]',
      ),
    ].map(({ outerHTML }) => outerHTML),
    marked: [...document.querySelectorAll('b, strong, i, u')]
      .map(({ textContent }) => textContent ?? '')
      .filter((text) => /^(bb|ss|cc|uu|ii\w)$/.test(text)),
  }))
  expect(found).toEqual({ hit: false, elements: [], marked: [] })
}
test('in the headline, the table, the card with its lists, and the finder a name is what was written', async () => {
  const page = await open('?layout=table&lang=en&asOf=2026-03-01')
  expect(await page.locator('h1').innerText()).toContain(sly('West '))
  await page.getByText(evil('East ')).first().waitFor()
  await isHarmless(page)
  for (const cell of ['<i>iik</i>', 'k2']) {
    await page.goto(`${server.url}/?layout=table&lang=en&asOf=2026-03-01&cell=${encodeURIComponent(cell)}`)
    await page.locator('.card h2').waitFor()
    await page.waitForLoadState('networkidle')
    await isHarmless(page)
  }
  await page.goto(
    `${server.url}/?layout=table&lang=en&asOf=2026-03-01&cell=${encodeURIComponent('<i>iik</i>')}&site=${encodeURIComponent('<i>ii1</i>')}`,
  )
  await page.locator('.card').getByText(evil('Market ')).first().waitFor()
  await page.waitForLoadState('networkidle')
  await isHarmless(page)
  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: 'Search and commands' }).fill('market')
  await page
    .getByRole('option', { name: /Market/ })
    .first()
    .waitFor()
  await isHarmless(page)
  await page.context().close()
})

test('on the map, in its tip, in the ranking and on a phone', async () => {
  const page = await open('?lang=zh-CN&asOf=2026-03-01')
  await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
  const box = await page.locator('.map-canvas').boundingBox()
  if (box === null) throw new Error('no map')
  await expect
    .poll(async () => {
      await page.mouse.move(box.x + box.width * 0.38, box.y + box.height * (0.55 + Math.random() / 5))
      return (await page.locator('.map-tip').count()) === 0 ? '' : page.locator('.map-tip').innerText()
    })
    .toContain(sly('West '))
  await isHarmless(page)
  await page.context().close()
  const phone = await open('?lang=en&asOf=2026-03-01&cell=k2', { viewport: { width: 390, height: 844 } })
  await phone.getByText(evil('East ')).first().waitFor()
  await isHarmless(phone)
  await phone.context().close()
})

test('on paper, in data, settings, people, displays and the audit, and in what the live feed tells', async () => {
  const send = (method: string, path: string, body: unknown) =>
    administrator.ask(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const named = await send('POST', '/api/people', {
    account: 'li',
    name: '<img src=x onerror="window.hit=3"><b>bb</b>',
    roles: ['leader'],
    scope: '<i>iic</i>',
  })
  expect(named.status).toBe(201)
  const nominated = await send('POST', '/api/nominations', {
    area_id: '<i>iik</i>',
    for_day: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    reason: 'long-unvisited',
  })
  expect([200, 201]).toContain(nominated.status)

  const page = await open('?layout=table&lang=en')
  const visit = {
    visit_id: 'v2',
    site_id: '<i>ii1</i>',
    visited_at: '2026-02-01T02:00:00.000Z',
    mode: 'on-site',
    team_id: 't1',
  }
  expect((await send('POST', '/api/visits', { visit })).ok).toBe(true)
  await page.waitForTimeout(1_000)
  await isHarmless(page)
  await page.getByRole('button', { name: /^Nominations/ }).click()
  await page.getByText(sly('West ')).last().waitFor()
  await isHarmless(page)
  await page.keyboard.press('Escape')
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.waitForTimeout(1_000)
  await isHarmless(page)
  await page.emulateMedia({ media: 'screen' })
  for (const path of ['/data', '/settings', '/people', '/displays', '/audit', '/account']) {
    await page.goto(`${server.url}${path}?lang=en`)
    await page.locator('h1').first().waitFor()
    await page.waitForLoadState('networkidle')
    await isHarmless(page)
  }
  await page.context().close()
})
