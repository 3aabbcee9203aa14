import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sceneKinds } from '#data/contract/scene-kinds.ts'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { contrast } from '#test/support/colour.ts'
import { demoHome, type RunningServer, startServer, temporaryHome } from '#test/support/server.ts'

let browser: Browser
let server: RunningServer
let administrator: Administrator
const folder = temporaryHome()
/** The tour last: it has a turn for each community. */
const shown = [...sceneKinds.filter((is) => is !== 'tour'), 'tour'] as const

beforeAll(async () => {
  const { path } = await folder
  await demoHome(path)
  ;[browser, server] = await Promise.all([launchBrowser(), startServer({ home: path })])
  administrator = await signInAt(server)
  await put('main', null)
  // 9 m before a picture of 2 m: type as large as it gets.
  await put('far', { widthCm: 200, farthestCm: 900 })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

async function put(id: string, screen: object | null): Promise<void> {
  const scenes = shown.map((is) => ({ is, seconds: 24 }))
  const body = JSON.stringify({ name: id, scenes, screen, night: null })
  const headers = { 'content-type': 'application/json' }
  expect((await administrator.ask(`/api/walls/${id}`, { method: 'PUT', headers, body })).status).toBe(204)
}

/** A paired wall without its map: what is measured here is text, and drawing the map in software takes seconds. */
async function wall(width: number, height: number): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
  await context.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null
  })
  const page = await context.newPage()
  await page.goto(`${server.url}/wall`)
  const code = await page.locator('.wall-code').innerText()
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ code, name: `${width}` })
  expect((await administrator.ask('/api/displays', { method: 'POST', headers, body })).status).toBe(201)
  return context
}

interface Text {
  text: string
  px: number
  colour: string
  ground: string
  isCut: boolean
}

/** Every piece of text of the stage: how large, on what, and whether it leaves the picture or its neighbours. */
async function textsOf(page: Page): Promise<Text[]> {
  return page.evaluate(() => {
    const found: Text[] = []
    const stage = document.querySelector('.stage')
    const foot = document.querySelector('.stage-foot')?.getBoundingClientRect()
    const walker = document.createTreeWalker(stage ?? document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (element === null || text === '' || element.closest('.wall-map') !== null) continue
      if (!element.checkVisibility()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      const style = getComputedStyle(element)
      let ground = 'rgb(6, 9, 11)'
      for (let at: Element | null = element; at !== null && at !== stage; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at)
        if (backgroundColor !== 'rgba(0, 0, 0, 0)') {
          ground = backgroundColor
          break
        }
      }
      const isPanel = element.closest('.stage-panel, .stage-beside') !== null
      found.push({
        text,
        px: Number.parseFloat(style.fontSize) * devicePixelRatio,
        colour: style.color,
        ground,
        isCut:
          box.left < 0 ||
          box.top < 0 ||
          box.right > innerWidth ||
          box.bottom > innerHeight ||
          (isPanel && foot !== undefined && box.bottom > foot.top),
      })
    }
    return found
  })
}

const hex = (rgb: string) =>
  `#${(rgb.match(/\d+/g) ?? [])
    .slice(0, 3)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`

test.each([
  [1920, 1080],
  [3840, 2160],
  [2560, 1080],
  [5760, 1080],
])(
  'at %i × %i every text of every scene is large enough, stands off its ground, and is in the picture',
  async (width, height) => {
    const context = await wall(width, height)
    const [page] = context.pages()
    if (page === undefined) throw new Error('no page')
    const least = Math.max(24, (0.86 * 28 * height) / 1080)
    // Type grows with the unit alone: where it is largest one size is enough.
    for (const set of width === 1920 ? ['main', 'far'] : ['main'])
      for (const language of ['zh-CN', 'en']) {
        await page.goto(`${server.url}/wall/${set}?lang=${language}&hold=0`)
        await page.locator('.stage').waitFor()
        for (const is of shown) {
          if (is !== shown[0]) await page.keyboard.press('ArrowRight')
          await page.locator(`.stage[data-scene=${is}] .stage-panel h1`).waitFor()
          // What comes with a question of its own is measured with it.
          if (is === 'overdue' || is === 'playback')
            await page.locator('.trend').first().waitFor({ state: 'attached' })
          if (is === 'overview' || is === 'day') await page.locator('.stat').first().waitFor()
          if (is === 'burden') await page.locator('.ranked li').first().waitFor()
          const texts = await textsOf(page)
          expect(texts.length).toBeGreaterThan(8)
          const at = `${set} ${language} ${is}`
          expect(
            texts.filter(({ px }) => px < least - 0.01).map(({ text }) => text),
            at,
          ).toEqual([])
          expect(
            texts.filter(({ isCut }) => isCut).map(({ text }) => text),
            at,
          ).toEqual([])
          const faint = texts.filter(({ colour, ground }) => contrast(hex(colour), hex(ground)) < 7)
          expect(
            faint.map(({ text, colour, ground }) => `${text} ${colour} on ${ground}`),
            at,
          ).toEqual([])
          const numbers = await page.locator('.stage-panel').evaluate((panel) => {
            const figures = panel.querySelectorAll('.hero-number, .hero-over, .stat dd, .ranked-value').length
            return figures + (panel.querySelector('h1')?.textContent?.match(/\d[\d,.]*/g)?.length ?? 0)
          })
          expect(numbers, at).toBeLessThanOrEqual(7)
          expect(await page.locator('.stage-foot [class*=wall-swatch-]').count(), at).toBeLessThanOrEqual(8)
        }
      }
    await context.close()
  },
)
