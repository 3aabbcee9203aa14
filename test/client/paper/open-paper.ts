import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openExplore } from '#test/client/explore/open-explore.ts'

/** Longest wait for pages to stand: without a graphics card, and with a busy one, a fine map takes its time. */
export const patience = { timeout: 100_000 }

/** Explore without a map of its own, and with a print dialog that only takes note. `query` begins with "&". */
export async function openToPrint(
  browser: Browser,
  url: string,
  query: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openExplore(browser, url, `?layout=table${query}`, options)
  await interceptPrint(page)
  return page
}

/** Each call of window.print() counts up `data-prints` of <html> instead of opening a dialog. */
export function interceptPrint(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.print = () => {
      const { dataset } = document.documentElement
      dataset['prints'] = String(Number(dataset['prints'] ?? 0) + 1)
    }
  })
}

/** Waits until the dialog has been asked for so often, and shows the page as paper does. */
export async function printed(page: Page, times = 1): Promise<void> {
  await page.locator(`html[data-prints="${times}"]`).waitFor({ ...patience, state: 'attached' })
  await page.emulateMedia({ media: 'print' })
}

const papers = { a4: /^A4/, a3: /^A3/ } as const

/** Chooses a paper from the menu of the top bar, and waits for the dialog. */
export async function printOn(page: Page, paper: keyof typeof papers): Promise<void> {
  await page.locator('.bar .print-choice').click()
  await page.getByRole('menuitemradio', { name: papers[paper] }).click()
  await printed(page)
}

/** What the browser would send to the printer, on the paper the page asks for. It ends the print, as a dialog does. */
export async function pdfOf(page: Page): Promise<Buffer> {
  await page.emulateMedia({ media: null })
  return page.pdf({ preferCSSPageSize: true, printBackground: true })
}

/** The pages of a PDF, in points: Chromium writes page objects plainly. */
export function pagesOf(pdf: Buffer): { width: number; height: number }[] {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/\/Type\s*\/Page\b/g)].map(({ index }) => {
    const object = text.slice(text.lastIndexOf(' obj', index), text.indexOf('endobj', index))
    const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(object) ?? []
    return { width: Math.round(Number(width)), height: Math.round(Number(height)) }
  })
}

export const points = { a4: { width: 595, height: 842 }, a3: { width: 1191, height: 842 } } as const
