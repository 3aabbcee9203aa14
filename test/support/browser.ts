import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const switches = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** A Chromium: CHROME_PATH, the system's, Playwright's own, else the one inside @sparticuz/chromium. */
export async function launchBrowser(): Promise<Browser> {
  const found = [process.env['CHROME_PATH'], ...systemPaths, ...playwrightPaths()].find(
    (path) => path !== undefined && existsSync(path),
  )
  if (found !== undefined) return chromium.launch({ executablePath: found, args: switches })
  const { default: shipped } = await import('@sparticuz/chromium')
  shipped.setGraphicsMode = true
  return chromium.launch({
    executablePath: await shipped.executablePath(),
    args: [...new Set([...shipped.args.filter((arg) => !arg.startsWith('--use-')), ...switches])],
  })
}

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

function playwrightPaths(): string[] {
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(homedir(), '.cache/ms-playwright')
  if (!existsSync(cache)) return []
  return readdirSync(cache)
    .filter((name) => name.startsWith('chromium'))
    .flatMap((name) =>
      ['chrome-linux64/chrome', 'chrome-linux/chrome'].map((tail) => join(cache, name, tail)),
    )
}
