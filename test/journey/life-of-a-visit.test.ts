import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recencyRamp } from '#client/theme/ramps.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { pixelAt, rgbOf } from '#test/support/pixel.ts'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { runCli, startServer, temporaryHome } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('a row of a CSV becomes the colour of its cell, and a posted visit that of another on a map that is open', async () => {
  await using folder = await temporaryHome()
  const home = join(folder.path, 'home')
  // On 2026-03-01 with an interval of 14 days: the west was seen 13 days before, which is due soon; the east never.
  const files = await writeTwoCells(join(folder.path, 'files'), [
    'V1,S0,2026-02-16 09:30,现场,T1',
    'V2,S2,2026-01-02 10:00,现场,T1',
    'V3,S1,2026-02-27 10:00,电话,T1',
  ])
  for (const [file, mapping] of [
    [files.areas, files.areasMapping],
    [files.sites, files.sitesMapping],
    [files.visits, files.visitsMapping],
  ] as const)
    expect(await runCli(home, ['import', file, '--mapping', mapping])).toMatchObject({ code: 0 })

  const server = await startServer({ home })
  try {
    const { storageState } = await signInAt(server)
    const windows = await Promise.all(
      [0, 1].map(() => openMap(`${server.url}/?asOf=2026-03-01&theme=dark&lang=en`, storageState)),
    )
    const [first, second] = windows
    if (first === undefined || second === undefined) throw new Error('two windows')
    await expect.poll(() => west(first), { timeout: 40_000 }).toEqual(rgbOf(recencyRamp.dark[2].fill))
    await expect.poll(() => west(second), { timeout: 40_000 }).toEqual(rgbOf(recencyRamp.dark[2].fill))
    expect(await east(second)).not.toEqual(rgbOf(recencyRamp.dark[0].fill))

    const posted = await first.evaluate(async () => {
      const visit = { site_id: 'S3', visited_at: '2026-02-28T02:00:00.000Z', mode: 'on-site' }
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/visits', { method: 'POST', headers, body: JSON.stringify({ visit }) })).status
    })
    expect(posted).toBe(201)
    await expect
      .poll(() => east(second), { timeout: 10_000, interval: 200 })
      .toEqual(rgbOf(recencyRamp.dark[0].fill))
    expect(await west(second)).toEqual(rgbOf(recencyRamp.dark[2].fill))
  } finally {
    await server.stop()
  }
})

async function openMap(url: string, storageState: Administrator['storageState']): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    storageState,
  })
  await page.goto(url)
  await page.locator('.map-canvas canvas').waitFor()
  return page
}

/** The two cells fill the map's middle; a third from either side lies well inside one, away from labels. */
const west = (page: Page) => inMap(page, 0.36)
const east = (page: Page) => inMap(page, 0.64)

async function inMap(page: Page, share: number) {
  const box = await page.locator('.map-canvas').boundingBox()
  if (box === null) throw new Error('no map')
  return pixelAt(page, box.x + share * box.width, box.y + 0.38 * box.height)
}
