import type { Page } from 'playwright-core'

/** Windows and sheets of paper, in CSS pixels. */
export const sizes = {
  '1440': { width: 1440, height: 900 },
  '1920': { width: 1920, height: 1080 },
  '3840': { width: 3840, height: 2160 },
  phone: { width: 390, height: 844 },
  a4: { width: 794, height: 1123 },
  a3: { width: 1588, height: 1123 },
} as const
export type Size = keyof typeof sizes

/** What is on a screen: by its address, and by what somebody then does there. */
interface Scene {
  path: string
  query?: string
  /** The screen has a map, which must have drawn. */
  map?: boolean
  act?: (page: Page, size: Size) => Promise<void>
  sizes: readonly Size[]
  themes?: readonly Theme[]
  languages?: readonly Language[]
}
type Theme = 'dark' | 'light'
type Language = 'zh-CN' | 'en'

export interface Shot extends Pick<Scene, 'path' | 'query' | 'map' | 'act'> {
  scene: string
  size: Size
  theme: Theme
  language: Language
  /** Of its file, without the extension. */
  name: string
}

const screens = ['1440', '1920', '3840', 'phone'] as const
const papers = ['a4', 'a3'] as const
const worst = 'cell=440402100015003'
const press = (key: string) => async (page: Page) => page.keyboard.press(key)

const scenes = {
  explore: { path: '/', map: true, sizes: screens },
  card: { path: '/', query: worst, map: true, sizes: screens },
  site: {
    path: '/',
    query: worst,
    map: true,
    act: (page) => page.locator('.site-row').first().click(),
    sizes: screens,
  },
  issues: { path: '/', query: 'measure=density', map: true, sizes: screens },
  both: { path: '/', query: 'measure=both', map: true, sizes: screens },
  columns: { path: '/', query: 'measure=density&columns=3d', map: true, sizes: ['1440', '1920', '3840'] },
  filtered: { path: '/', query: 'kinds=worksite&window=30&bins=15-29', map: true, sizes: screens },
  playing: { path: '/', map: true, act: play, sizes: screens },
  table: { path: '/', query: 'layout=table', sizes: screens },
  download: {
    path: '/',
    query: `layout=table&${worst}`,
    act: (page) => page.locator('.card-buttons .lucide-download').click(),
    sizes: screens,
  },
  data: { path: '/data', sizes: screens },
  'data-file': { path: '/data', act: chooseFile, sizes: screens },
  places: {
    path: '/',
    map: true,
    act: async (page, size) => {
      if (size === 'phone') await page.getByRole('button', { name: /^(搜索|Search)/ }).click()
      else await press('/')(page)
      await page.keyboard.type('hh')
    },
    sizes: screens,
  },
  commands: { path: '/', map: true, act: press('Control+k'), sizes: ['1440', '1920', '3840'] },
  keys: { path: '/', map: true, act: press('?'), sizes: ['1440', '1920', '3840'] },
  nominated: {
    path: '/',
    query: worst,
    map: true,
    act: async (page) => {
      const now = page.locator('.nominate-now')
      if ((await now.count()) > 0) await now.click()
      await page.locator('.nominated').waitFor()
      await page.locator('.nominations-button').click()
    },
    sizes: screens,
  },
  settings: { path: '/settings', sizes: ['1440', 'phone'] },
  api: { path: '/api/docs', sizes: ['1440'], themes: ['light'], languages: ['en'] },
  paper: { path: '/', sizes: papers, themes: ['light'] },
  'paper-issues': { path: '/', query: 'measure=density', sizes: papers, themes: ['light'] },
  'paper-both': { path: '/', query: 'measure=both', sizes: papers, themes: ['light'] },
  'paper-card': { path: '/', query: worst, sizes: papers, themes: ['light'] },
} as const satisfies Record<string, Scene>

/** Every screen in every size, theme and language; names are `scene-size-theme-language`. */
export function shots(): Shot[] {
  return Object.entries<Scene>(scenes).flatMap(([scene, one]) =>
    one.sizes.flatMap((size) =>
      (one.themes ?? (['dark', 'light'] as const)).flatMap((theme) =>
        (one.languages ?? (['zh-CN', 'en'] as const)).map((language) => ({
          scene,
          size,
          theme,
          language,
          name: `${scene}-${size}-${theme}-${language}`,
          path: one.path,
          ...(one.query === undefined ? {} : { query: one.query }),
          ...(one.map === undefined ? {} : { map: one.map }),
          ...(one.act === undefined ? {} : { act: one.act }),
        })),
      ),
    ),
  )
}

async function play(page: Page): Promise<void> {
  await page.locator('.play:not([data-disabled])').click()
  await page.waitForTimeout(2500)
}

/** A file of sites as a district might have it: everything that only people know is still to be said. */
async function chooseFile(page: Page): Promise<void> {
  const rows = Array.from(
    { length: 40 },
    (_, i) =>
      `A${i},测试点 ${i},${i % 3 === 0 ? '农贸市场' : '学校'},${113.55 + i / 900},${22.35 + (i % 9) / 900},0${1 + (i % 9)}/0${1 + (i % 7)}/2025`,
  )
  const buffer = Buffer.from(['编号,名称,类型,经度,纬度,启用日期', ...rows].join('\n'))
  await page.locator('input[type=file]').setInputFiles({ name: '点位表.csv', mimeType: 'text/csv', buffer })
  await page.locator('.data-field').first().waitFor()
}
