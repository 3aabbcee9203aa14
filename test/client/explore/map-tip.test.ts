import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { runCli, startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'
import { openExplore } from './open-explore.ts'

let browser: Browser
let server: RunningServer
let someone: Administrator
const folder = temporaryHome()
const patience = { timeout: 30_000, interval: 200 }

/** On 2026-03-01: six visits in the west in the last 30 days, two in the east. */
beforeAll(async () => {
  const { path } = await folder
  const home = `${path}/home`
  const files = await writeTwoCells(`${path}/files`, [
    ...[10, 12, 14, 16, 18, 20].map((day, i) => `W${i},S0,2026-02-${day} 09:30,现场,T1`),
    'E1,S1,2026-02-10 09:30,现场,T1',
    'E2,S3,2026-02-20 09:30,现场,T1',
  ])
  for (const [file, mapping] of [
    [files.areas, files.areasMapping],
    [files.sites, files.sitesMapping],
    [files.visits, files.visitsMapping],
  ] as const)
    expect(await runCli(home, ['import', file, '--mapping', mapping])).toMatchObject({ code: 0 })
  ;[browser, server] = await Promise.all([launchBrowser(), startServer({ home })])
  someone = await signInAt(server)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

async function openMap(query: string): Promise<Page> {
  const page = await openExplore(browser, server.url, `?lang=en&theme=dark&asOf=2026-03-01${query}`, {
    storageState: someone.storageState,
  })
  await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
  return page
}
/** Points at a share of the map's width and height until the tip says something of the kind, and answers it. */
async function tipAt(page: Page, across: number, down: number, says: RegExp): Promise<string> {
  const box = await page.locator('.map-canvas').boundingBox()
  if (box === null) throw new Error('no map')
  const tip = page.locator('.map-tip')
  await expect
    .poll(async () => {
      await page.mouse.move(box.x + across * box.width - 2, box.y + down * box.height)
      await page.mouse.move(box.x + across * box.width, box.y + down * box.height)
      return (await tip.count()) === 0 ? '' : tip.innerText()
    }, patience)
    .toMatch(says)
  return tip.innerText()
}

test('a density that rests on few visits is told with its n, one on enough without', async () => {
  const page = await openMap('&measure=density')
  expect(await tipAt(page, 0.64, 0.38, /东格/)).toMatch(/\/100 · n 2$/)
  expect(await tipAt(page, 0.36, 0.38, /西格/)).toMatch(/\/100$/)
  await page.context().close()
})

test('with recency there is no density to tell', async () => {
  const page = await openMap('')
  expect(await tipAt(page, 0.36, 0.38, /西格/)).not.toContain('/100')
  await page.context().close()
})

test('a site is told by name, kind and days; standings of sites are asked for only when sites are drawn', async () => {
  const page = await openMap('&order=recency')
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/sites/coverage')) asked.push(request.url())
  })
  await page.getByRole('radio', { name: '90 d' }).click()
  await page.getByRole('button', { name: 'One day earlier' }).click()
  await page.waitForLoadState('networkidle')
  expect(asked).toEqual([])

  const drawn = page.waitForResponse((response) => response.url().includes('/api/sites/coverage'))
  await page.locator('.rank-row', { hasText: '西格' }).click()
  await drawn
  const box = await page.locator('.map-canvas').boundingBox()
  if (box === null) throw new Error('no map')
  const tip = page.locator('.map-tip')
  await expect
    .poll(
      async () => {
        // S4 lies at 113.516° E, 22.341° N of a district that is fitted to the map's height.
        for (let step = 0; step < 20; step++) {
          await page.mouse.move(box.x + (0.24 + step * 0.004) * box.width, box.y + 0.631 * box.height)
          if ((await tip.locator('.kind-icon').count()) > 0) return tip.innerText()
        }
        return ''
      },
      { timeout: 60_000, interval: 200 },
    )
    .toMatch(/^点位 \d+\nWorksite\n(Never visited|.+ \d+ d)/)
  await page.context().close()
})
