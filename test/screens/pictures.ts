import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { interceptPrint, printed } from '#test/client/paper/open-paper.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome } from '#test/support/server.ts'
import { albumOf } from './album.ts'
import { shots, sizes, type Shot, type Size } from './shots.ts'

/**
 * `npm run pictures`: every screen in every size, theme and language, and a page to leaf through them;
 * `-- --only TEXT` those with this in their name, `-- --readme` the README's one.
 */
const { values } = parseArgs({
  options: {
    readme: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    home: { type: 'string' },
    query: { type: 'string', default: '' },
  },
})
const readme = 'card-1440-dark-en'

await using folder = await temporaryHome()
const server = await startServer({ home: values.home ?? folder.path })
const browser = await launchBrowser()
try {
  const target = fileURLToPath(new URL(values.readme ? '../../docs/' : './pictures/', import.meta.url))
  await mkdir(target, { recursive: true })
  const wanted = new RegExp(values.readme ? `^${readme}$` : values.only, 'u')
  const taken = shots().filter(({ name }) => wanted.test(name))
  for (const shot of taken) {
    const file = `${target}${values.readme ? 'explore' : shot.name}.png`
    await take(browser, shot, file)
    console.log(file)
  }
  if (!values.readme) {
    await writeFile(`${target}index.html`, albumOf(taken))
    console.log(`${target}index.html`)
  }
} finally {
  await browser.close()
  await server.stop()
}

async function take(browser: Browser, shot: Shot, path: string): Promise<void> {
  const { size, theme, language } = shot
  const isPaper = size === 'a4' || size === 'a3'
  const page = await browser.newPage({
    viewport: sizes[size],
    deviceScaleFactor: size === 'phone' || isPaper ? 2 : 1,
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  try {
    const query = [`theme=${theme}`, `lang=${language}`, shot.query ?? '', values.query].filter(
      (part) => part !== '',
    )
    await page.goto(`${server.url}${shot.path}${shot.path.startsWith('/api') ? '' : `?${query.join('&')}`}`)
    if (shot.map === true) await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
    const settle = () => page.waitForTimeout(size === '3840' && shot.map === true ? 6000 : 2000)
    await settle()
    if (shot.act !== undefined) {
      await shot.act(page, size)
      await settle()
    }
    if (isPaper) await layOut(page, size)
    await page.screenshot({ path, fullPage: isPaper })
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
