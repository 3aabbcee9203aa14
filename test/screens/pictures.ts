import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { interceptPrint, printed } from '#test/client/paper/open-paper.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome } from '#test/support/server.ts'

/** `npm run pictures`: every screen in every size, theme and language, to leaf through; `-- --readme`: the README's one. */
const { values } = parseArgs({
  options: {
    readme: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    home: { type: 'string' },
    query: { type: 'string', default: '' },
  },
})
const sizes = {
  '1440': { width: 1440, height: 900 },
  '1920': { width: 1920, height: 1080 },
  '3840': { width: 3840, height: 2160 },
  phone: { width: 390, height: 844 },
  a4: { width: 794, height: 1123 },
  a3: { width: 1588, height: 1123 },
} as const
type Size = keyof typeof sizes
const sizeNames = ['1440', '1920', '3840', 'phone'] as const satisfies Size[]
const screens = { explore: '/', settings: '/settings', api: '/api/docs', paper: '/' } as const
type Screen = keyof typeof screens

/** What is on the screen, as the address says it. */
const variants = {
  plain: '',
  card: `cell=440402100015003`,
  issues: 'measure=density',
  both: 'measure=both',
  table: 'layout=table',
} as const
type Variant = keyof typeof variants
const variantNames = ['plain', 'card', 'issues', 'both', 'table'] as const satisfies Variant[]

interface Shot {
  screen: Screen
  size: Size
  theme: 'dark' | 'light'
  language: 'zh-CN' | 'en'
  variant: Variant
}

await using folder = await temporaryHome()
const server = await startServer({ home: values.home ?? folder.path })
const browser = await launchBrowser()
try {
  const target = fileURLToPath(new URL(values.readme ? '../../docs/' : './pictures/', import.meta.url))
  await mkdir(target, { recursive: true })
  if (values.readme)
    await take(
      browser,
      { screen: 'explore', size: '1440', theme: 'dark', language: 'en', variant: 'card' },
      `${target}explore.png`,
    )
  else
    for (const shot of shots()) {
      const name = `${shot.screen}-${shot.size}-${shot.theme}-${shot.language}-${shot.variant}`
      if (!name.includes(values.only)) continue
      await take(browser, shot, `${target}${name}.png`)
      console.log(`${target}${name}.png`)
    }
} finally {
  await browser.close()
  await server.stop()
}

function shots(): Shot[] {
  const all: Shot[] = []
  for (const size of sizeNames)
    for (const theme of ['dark', 'light'] as const)
      for (const language of ['zh-CN', 'en'] as const) {
        for (const variant of variantNames) all.push({ screen: 'explore', size, theme, language, variant })
        if (size === '1440' || size === 'phone')
          all.push({ screen: 'settings', size, theme, language, variant: 'plain' })
      }
  for (const size of ['a4', 'a3'] as const)
    for (const language of ['zh-CN', 'en'] as const)
      for (const variant of ['plain', 'issues', 'both', 'card'] as const)
        all.push({ screen: 'paper', size, theme: 'light', language, variant })
  all.push({ screen: 'api', size: '1440', theme: 'light', language: 'en', variant: 'plain' })
  return all
}

async function take(
  browser: Browser,
  { screen, size, theme, language, variant }: Shot,
  path: string,
): Promise<void> {
  const page = await browser.newPage({
    viewport: sizes[size],
    deviceScaleFactor: size === 'phone' || screen === 'paper' ? 2 : 1,
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  try {
    const query = [`theme=${theme}&lang=${language}`, variants[variant], values.query].filter(
      (part) => part !== '',
    )
    await page.goto(`${server.url}${screens[screen]}${screen === 'api' ? '' : `?${query.join('&')}`}`)
    if (screen === 'explore' && variant !== 'table') {
      await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
      await page.waitForTimeout(size === '3840' ? 6000 : 2000)
    } else await page.waitForTimeout(2000)
    if (screen === 'paper') await layOut(page, size)
    await page.screenshot({ path, fullPage: screen === 'paper' })
  } finally {
    await page.close()
  }
}

/** Shows the pages as they would be printed, margins included. */
async function layOut(page: Page, paper: Size): Promise<void> {
  await page.evaluate((paper) => window.localStorage.setItem('mingcha.paper', paper), paper)
  await page.reload()
  await page.locator('.explore[data-state="shown"] h1').first().waitFor()
  await interceptPrint(page)
  await page.keyboard.press('Control+p')
  await printed(page)
  await page.locator('.paper-sheet').evaluateAll((sheets) => {
    for (const sheet of sheets) if (sheet instanceof HTMLElement) sheet.style.margin = '10mm'
  })
}
