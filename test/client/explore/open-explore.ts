import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** A page of Explore that has its first answer. `query` begins with "?" or is empty. */
export async function openExplore(
  browser: Browser,
  url: string,
  query: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...options,
  })
  const page = await context.newPage()
  await page.goto(`${url}/${query}`)
  await page.locator('.explore[data-state="shown"] h1').waitFor()
  return page
}

/** What the address says after its "?". */
export const searchOf = (page: Page): URLSearchParams => new URL(page.url()).searchParams
