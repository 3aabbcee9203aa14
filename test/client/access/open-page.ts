import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { standIn, type World } from './stand-in.ts'

/** A page in a browser of its own, in which the routes of accounts are answered out of `world`. */
export async function openPage(
  browser: Browser,
  url: string,
  world: World | null,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  if (world !== null) await standIn(page, world)
  await page.goto(url)
  return page
}

/** Axe finds nothing (on the whole page, or in what has been opened on it), and nothing reaches beyond the window. */
export async function isSound(page: Page, within = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  )
  const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  expect(needed).toBeLessThanOrEqual(given ?? 0)
}

/** Dark and light, both languages, a desk and a phone. */
export const looks = [
  ['dark', 'zh-CN', { width: 1440, height: 900 }],
  ['light', 'en', { width: 390, height: 844 }],
] as const
