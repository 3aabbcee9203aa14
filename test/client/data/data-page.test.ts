import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importsAnswer, mappingsAnswer } from '#data/contract/imports.ts'
import { workbook } from '#test/fixtures/workbook.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'

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

async function openData(query = '?lang=en', options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...options,
  })
  const page = await context.newPage()
  await page.goto(`${server.url}/data${query}`)
  await page.locator('.data-import').first().waitFor()
  return page
}
const choose = (page: Page, name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const imports = async () =>
  importsAnswer.parse(await (await fetch(`${server.url}/api/imports`)).json()).imports
const check = (page: Page) => page.getByRole('button', { name: 'Check', exact: true })
const field = (page: Page, name: RegExp) => page.locator('.data-field', { has: page.getByText(name) })

/** Sites within the demo district, the third with a number that is none. */
const sites = (prefix: string) =>
  [
    '编号,名称,类型,经度,纬度,启用日期',
    `${prefix}1,测试市场,农贸市场,113.583,22.364,03/04/2025`,
    `${prefix}2,测试仓库,仓库,113.584,22.365,05/06/2025`,
    `${prefix}3,坏行,学校,待测,22.366,07/08/2025`,
  ].join('\n')

test('a file comes in: what only people know is asked, the check says what it found, the import can be undone', async () => {
  const page = await openData()
  const before = await imports()
  await choose(page, '点位表.csv', sites('A'))
  await page.getByRole('heading', { name: '点位表.csv' }).waitFor()
  expect(await page.getByLabel('Each row is').inputValue()).toBe('site')
  expect(await check(page).isDisabled()).toBe(true)
  await page.getByText('2 things still to be said: Opened on · Which datum the positions are in').waitFor()

  await page.getByRole('radio', { name: /^day\/month\/year/ }).check()
  const map = page.getByRole('img', { name: 'Where the points lie in GCJ-02 (AMap, Tencent)' })
  await map.waitFor()
  expect(await map.locator('circle').count()).toBe(2)
  await page.getByText('WGS84 (GPS)', { exact: true }).click()
  await page.getByLabel('Kind: 仓库').selectOption('enterprise')
  await check(page).click()

  await page.getByRole('heading', { name: 'What the check found' }).waitFor()
  const report = page.locator('.data-report')
  expect(await report.innerText()).toContain('3 records read · 2 can be taken')
  expect(await report.innerText()).toMatch(/Not a number\s*1/)
  expect(await report.innerText()).toMatch(/line 4 · Longitude · 待测/)
  expect(await imports()).toEqual(before)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download all' }).click()
  expect((await download).suggestedFilename()).toBe('点位表.csv.rejects.csv')

  await page.getByRole('button', { name: 'Import 2 records' }).click()
  await page.locator('.data-stored').waitFor()
  const [made] = await imports()
  expect(made).toMatchObject({ file: { name: '点位表.csv' }, counts: { read: 3, rejected: 1 } })
  expect(await page.locator('.data-stored').innerText()).toBe(`Imported as entry ${made?.seq}.`)

  await page.getByRole('button', { name: 'Undo 点位表.csv' }).click()
  const dialog = page.getByRole('dialog', { name: 'Undo 点位表.csv' })
  await dialog.getByText('2 go').waitFor()
  await dialog.getByRole('button', { name: 'Undo this import' }).click()
  await page.getByText(/undone by entry/).waitFor()
  expect((await imports())[0]?.undoneBy).toBe(Number(made?.seq) + 1)
  await page.context().close()
})

test('a file stays over a reload with all that was said; put aside, it is gone', async () => {
  const page = await openData()
  await choose(page, '重来.csv', sites('B'))
  await page.getByText('WGS84 (GPS)', { exact: true }).click()
  await page.reload()
  await page.getByRole('heading', { name: '重来.csv' }).waitFor()
  expect(await page.getByRole('radio', { name: 'WGS84 (GPS)' }).isChecked()).toBe(true)
  await page.getByRole('button', { name: 'Another file' }).click()
  await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  await page.context().close()
})

test('a mapping that was saved is proposed for the next file like it, and reads it without a question', async () => {
  const page = await openData()
  await choose(page, '月报.csv', sites('C'))
  await page.getByRole('radio', { name: /^month\/day\/year/ }).check()
  await page.getByText('WGS84 (GPS)', { exact: true }).click()
  await check(page).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('每月点位')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved as “每月点位”.').waitFor()
  const saved = mappingsAnswer.parse(await (await fetch(`${server.url}/api/mappings`)).json())
  expect(saved.mappings).toContainEqual(expect.objectContaining({ name: '每月点位', from: 'saved' }))
  await page.getByRole('button', { name: 'Another file' }).click()
  await choose(page, '下月.csv', sites('D'))
  await page.getByText('Read as “每月点位” says, word for word.').waitFor()
  await check(page).click()
  await page.getByRole('heading', { name: 'What the check found' }).waitFor()
  await fetch(`${server.url}/api/mappings/${encodeURIComponent('每月点位')}`, { method: 'DELETE' })
  await page.context().close()
})

test('of a workbook the sheet is chosen, and its first rows are shown', async () => {
  const page = await openData()
  const rows = [
    ['编号', '名称', '类型', '经度', '纬度'],
    ['g1', '表里的市场', '农贸市场', 113.583, 22.364],
  ]
  const buffer = Buffer.from(
    workbook({
      sheets: [
        { name: '说明', rows: [['说明']] },
        { name: '点位', rows },
      ],
    }),
  )
  await page.locator('input[type=file]').setInputFiles({ name: '台账.xlsx', mimeType: '', buffer })
  await page.getByLabel('Sheet').selectOption('点位')
  await page.getByRole('cell', { name: '表里的市场' }).waitFor()
  await page.getByText('WGS84 (GPS)', { exact: true }).click()
  await check(page).click()
  await page.getByRole('button', { name: 'Import 1 record', exact: true }).waitFor()
  await page.context().close()
})

test('what is required and not found is marked, and chosen for all rows', async () => {
  const page = await openData()
  await choose(page, 'points.csv', 'id,name,lon,lat\nq1,One,113.583,22.364\n')
  const kind = field(page, /^Kind/)
  await kind.waitFor()
  expect(await kind.getByRole('combobox').getAttribute('aria-invalid')).toBe('true')
  await kind.getByRole('combobox').selectOption({ label: 'Always: Worksite' })
  expect(await kind.getByRole('combobox').getAttribute('aria-invalid')).toBeNull()
  await page.getByText('WGS84 (GPS)', { exact: true }).click()
  await check(page).click()
  await page.getByRole('button', { name: 'Import 1 record', exact: true }).waitFor()
  await page.context().close()
})

test('longitude and latitude the wrong way round are noticed and exchanged', async () => {
  const page = await openData()
  await choose(page, 'swapped.csv', 'id,name,lon,lat\nr1,One,22.364,113.583\nr2,Two,22.365,113.584\n')
  await page.getByText(/seem exchanged/).waitFor()
  await page.getByRole('button', { name: 'Exchange them' }).click()
  await page.getByText('all 2 lie in cells').first().waitFor()
  await page.context().close()
})

test('a file that is dropped comes in; one that is none is refused in words', async () => {
  const page = await openData()
  const session = await page.context().newCDPSession(page)
  const drop = async (name: string, text: string) => {
    const path = join((await folder).path, name)
    await writeFile(path, text)
    const box = await page.locator('.data-drop').boundingBox()
    const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 }
    const data = { items: [], files: [path], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, ...at, data })
  }
  await drop('broken.geojson', '{"type":"FeatureCollection"')
  await page.getByText('The file was not taken').waitFor()
  await drop('ok.csv', sites('E'))
  await page.getByRole('heading', { name: 'ok.csv' }).waitFor()
  await page.context().close()
})

test('the register’s faults are counted, listed with what to do, and lead to the map', async () => {
  const page = await openData()
  const head = page.getByRole('button', { name: /^Sites without a position/ })
  await head.waitFor()
  expect(await head.locator('strong').innerText()).toBe('7')
  await head.click()
  await page.getByText(/They are on no map/).waitFor()
  expect(await page.locator('.data-finding[data-expanded] .data-found li').count()).toBe(7)
  await page.locator('.data-finding[data-expanded] .data-found a').first().click()
  await page.locator('.card h2').waitFor()
  expect(new URL(page.url()).searchParams.get('site')).not.toBeNull()
  await page.context().close()
})

describe.each([
  ['dark', 'zh-CN', { width: 1280, height: 900 }],
  ['light', 'en', { width: 390, height: 844 }],
] as const)('%s, %s, %o', (theme, language, viewport) => {
  test('axe finds nothing, and nothing reaches beyond the window', async () => {
    const page = await openData(`?theme=${theme}&lang=${language}`, { viewport })
    const look = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        viewport.width,
      )
    }
    await look()
    await choose(page, 'axe.csv', sites('F'))
    await page.locator('.points-map').first().waitFor()
    await look()
    await page.locator('.data-asked input').first().check()
    await page.locator('.data-datum').first().click()
    await page.locator('.data-next .button-primary').click()
    await page.locator('.data-report').waitFor()
    await look()
    await page.context().close()
  })
})
