import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
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
} as const
type Size = keyof typeof sizes
const sizeNames = ['1440', '1920', '3840', 'phone'] as const satisfies Size[]
const screens = { explore: '/', settings: '/settings', api: '/api/docs' } as const
type Screen = keyof typeof screens

interface Shot {
  screen: Screen
  size: Size
  theme: 'dark' | 'light'
  language: 'zh-CN' | 'en'
  selected: boolean
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
      { screen: 'explore', size: '1440', theme: 'dark', language: 'en', selected: true },
      `${target}explore.png`,
    )
  else
    for (const shot of shots()) {
      const name = `${shot.screen}-${shot.size}-${shot.theme}-${shot.language}${shot.selected ? '-card' : ''}`
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
        all.push({ screen: 'explore', size, theme, language, selected: false })
        all.push({ screen: 'explore', size, theme, language, selected: true })
        if (size === '1440' || size === 'phone')
          all.push({ screen: 'settings', size, theme, language, selected: false })
      }
  all.push({ screen: 'api', size: '1440', theme: 'light', language: 'en', selected: false })
  return all
}

async function take(
  browser: Browser,
  { screen, size, theme, language, selected }: Shot,
  path: string,
): Promise<void> {
  const page = await browser.newPage({
    viewport: sizes[size],
    deviceScaleFactor: size === 'phone' ? 2 : 1,
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  try {
    const query = new URLSearchParams({ theme, lang: language })
    await page.goto(`${server.url}${screens[screen]}?${query.toString()}&${values.query}`)
    if (screen === 'explore') {
      await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
      if (selected) {
        await page.locator('[data-rank="1"]').first().click()
        await page.locator('[data-card]').first().waitFor()
      }
      await page.waitForTimeout(size === '3840' ? 6000 : 2000)
    } else await page.waitForLoadState('networkidle')
    await page.screenshot({ path })
  } finally {
    await page.close()
  }
}
