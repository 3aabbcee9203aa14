import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { openToPrint, pagesOf, pdfOf, points, printOn } from './open-paper.ts'
import { pageFaults } from './page-faults.ts'
import { pictureOf, type Picture } from './picture.ts'

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

const cases = (['a4', 'a3'] as const).flatMap((paper) =>
  (['zh-CN', 'en'] as const).flatMap((language) =>
    (['recency', 'density', 'both'] as const).map((measure) => ({ paper, language, measure })),
  ),
)

describe.each(cases)('$paper, $language, $measure', ({ paper, language, measure }) => {
  let page: Page
  let picture: Picture
  beforeAll(async () => {
    page = await openToPrint(browser, server.url, `&lang=${language}&measure=${measure}&theme=dark`)
    await printOn(page, paper)
    picture = await pictureOf(page)
  }, 200_000)
  afterAll(() => page.context().close())

  test('nothing leaves the page, is cut, too small, or of the screen', async () => {
    expect(await pageFaults(page)).toEqual([])
  })

  test('the communities are all there, worst first, and add up to the headline', async () => {
    const { rows, total } = await communities(page)
    expect(rows).toHaveLength(18)
    const said = (await page.locator('.paper h1').innerText()).replaceAll(',', '')
    const sums = rows[0]?.map((_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0)) ?? []
    const added = measure === 'density' ? [0, 1, 2, 4] : [0, 1, 2]
    for (const column of added) expect(sums[column]).toBe(total[column])
    expect(total[0]).toBe(248)
    for (const column of [1, 2]) expect(said).toContain(String(total[column]))
    const worst = rows.map((row) => (measure === 'density' ? (row[3] ?? 0) : (row[1] ?? 0) + (row[2] ?? 0)))
    expect(worst).toEqual(worst.toSorted((a, b) => b - a))
    if (measure !== 'density') expect(Math.max(...rows.map((row) => row[3] ?? 0))).toBe(total[3])
  })

  test('its map has the colours of the legend, exactly those that count cells, on white sea', async () => {
    const legend = await legendOf(page)
    expect(legend.length).toBeGreaterThan(4)
    for (const { colour, cells } of legend) {
      expect({ colour, there: (picture.counts[colour] ?? 0) > 400 }).toEqual({ colour, there: cells > 0 })
    }
    expect(picture.corner).toBe('#ffffff')
  })

  test('its scale is right within 1 %, told for this paper, and so is its bar', async () => {
    const { districtPx, pixelRatio } = picture
    const { bounds } = await district()
    const metres =
      (bounds[2] - bounds[0]) * 111_320 * Math.cos((((bounds[1] + bounds[3]) / 2) * Math.PI) / 180)
    const true1To = metres / ((districtPx / pixelRatio) * (0.0254 / 96))
    const said = await page.locator('.paper-ratio').innerText()
    expect(said).toMatch(paper === 'a4' ? /[（(]A4[）)]$/ : /[（(]A3[）)]$/)
    const told1To = Number(/1:([\d,]+)/.exec(said)?.[1]?.replaceAll(',', ''))
    expect(Math.abs(told1To / true1To - 1)).toBeLessThan(0.01)
    const bar = page.locator('.paper-scale')
    const kilometres = Number.parseFloat(await bar.innerText())
    const width = (await bar.boundingBox())?.width ?? 0
    expect(Math.abs((kilometres * 1000) / (width * (0.0254 / 96)) / true1To - 1)).toBeLessThan(0.01)
  })

  test('says whose it is, for which day, from what data and what its words mean', async () => {
    const text = await page.locator('.paper').innerText()
    const { revision, settingsVersion, name, nameEn } = await district()
    const own = language === 'en' ? nameEn : name
    for (const part of [own, revision, `${settingsVersion}`, page.url()]) expect(text).toContain(part)
    expect(text).toMatch(language === 'en' ? /\w+day \d+ \w+ \d{4}/ : /\d{4}年\d+月\d+日 星期/)
    expect(text).toMatch(language === 'en' ? /Synthetic demo data/ : /合成演示数据/)
    expect(text).toMatch(language === 'en' ? /Data as of|last entry/ : /数据截至|最近录入/)
    expect(text).toMatch(language === 'en' ? /Page 1 of 1/ : /第 1 页，共 1 页/)
    expect(text).toMatch(language === 'en' ? /Qualifying: / : /有效走访：/)
    if (paper === 'a3') expect(await page.locator('.paper-cells tbody tr').count()).toBeGreaterThanOrEqual(20)
  })

  test('is one page of its paper', async () => {
    expect(pagesOf(await pdfOf(page))).toEqual([points[paper]])
  })
})

interface District {
  bounds: [number, number, number, number]
  revision: string
  settingsVersion: number
  name: string
  nameEn: string
}
async function district(): Promise<District> {
  return (await fetch(`${server.url}/api/district`)).json()
}

/** The figures of the table of communities, without names; a share counts as its percentage. */
async function communities(page: Page): Promise<{ rows: number[][]; total: number[] }> {
  const figures = (rows: string) =>
    page
      .locator(`.paper-communities ${rows}`)
      .evaluateAll((all) =>
        all.map((row) =>
          [...row.querySelectorAll('td')].map((cell) =>
            Number((cell.querySelector('.paper-share') ?? cell).textContent?.replaceAll(/[,%]/g, '')),
          ),
        ),
      )
  const [total = []] = await figures('tfoot tr')
  return { rows: await figures('tbody tr'), total }
}

/** The filled colours of the legend as "#rrggbb", with how many cells it says have them. */
function legendOf(page: Page): Promise<{ colour: string; cells: number }[]> {
  return page.evaluate(() => {
    const hex = (one: Element) =>
      `#${(getComputedStyle(one).backgroundColor.match(/\d+/g) ?? [])
        .slice(0, 3)
        .map((part) => Number(part).toString(16).padStart(2, '0'))
        .join('')}`
    const rows = [...document.querySelectorAll('.paper-legend li')].filter(
      (row) => row.querySelector('.swatch-never, .swatch-no-sites, .swatch-no-data, .swatch-few') === null,
    )
    const squares = [...document.querySelectorAll('.paper-legend .both tbody button')]
    return [
      ...rows.map((row) => ({
        colour: hex(row.querySelector('.swatch') ?? row),
        cells: Number(row.querySelector('strong')?.textContent),
      })),
      ...squares.map((square) => ({ colour: hex(square), cells: Number(square.textContent) })),
    ]
  })
}
