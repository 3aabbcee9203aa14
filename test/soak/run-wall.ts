import type { Browser, CDPSession, Page } from 'playwright-core'
import { setTimeout as pause } from 'node:timers/promises'
import { addDays } from '#client/state/days.ts'
import { signInAt } from '#test/support/administrator.ts'
import type { RunningServer } from '#test/support/server.ts'
import { hurriedServer } from './hurried-server.ts'

export interface Wanted {
  scenes: number
  updates: number
  rollovers: number
  /** Times as fast as the clock. */
  pace: number
  onSample?: (sample: Sample) => void
}

/** What the page holds, after its garbage is collected. */
export interface Sample {
  scenes: number
  updates: number
  rollovers: number
  heapMb: number
  nodes: number
  listeners: number
  /** Drawing contexts that a canvas in the page, or one that was, still holds. */
  contexts: number
}

export interface Soaked {
  samples: Sample[]
  /** Times the page was loaded. */
  loads: number
  faults: string[]
  /** The day the last picture was of, and the one it should be of. */
  asOf: string
  shouldBe: string
}

/** Runs a real wall in a browser while its server commits, breaks the feed and turns over days, until all of it happened. */
export async function runWall(browser: Browser, real: RunningServer, wanted: Wanted): Promise<Soaked> {
  const hurried = await hurriedServer(real.url, wanted.rollovers + 2)
  const context = await browser.newContext({ viewport: { width: 960, height: 540 }, reducedMotion: 'reduce' })
  await context.addInitScript(watchPage)
  const page = await context.newPage()
  const faults: string[] = []
  let loads = 0
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (line) => {
    const isBroken = line.location().url.includes('/api/live')
    if (line.type() === 'error' && !isBroken) faults.push(`${line.text()} ${line.location().url}`)
  })
  page.on('load', () => loads++)
  try {
    await pair(page, real, `${hurried.url}/wall/main?lang=en&pace=${wanted.pace}`)
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    // What a first round brings, such as type and tiles, is not growth.
    await until(page, Math.min(60, wanted.scenes / 4))
    faults.length = 0
    const samples: Sample[] = []
    let [updates, rollovers] = [0, 0]
    const begun = await scenesOf(page)
    for (;;) {
      const scenes = (await scenesOf(page)) - begun
      const sample = { scenes, updates: hurried.told, rollovers, ...(await held(session, page)) }
      samples.push(sample)
      wanted.onSample?.(sample)
      const done = Math.min(scenes / wanted.scenes, updates / wanted.updates, rollovers / wanted.rollovers)
      if (done >= 1) break
      const part = Math.min(1, (scenes + wanted.scenes / 12) / wanted.scenes)
      for (; updates < wanted.updates * part; updates++) {
        hurried.commit()
        if (updates % 20 === 0) await pause(1)
      }
      for (; rollovers < Math.floor(wanted.rollovers * part); rollovers++) hurried.nextDay()
      if (samples.length % 4 === 0) hurried.breakFeeds()
      await until(page, begun + Math.min(wanted.scenes, scenes + wanted.scenes / 12))
    }
    const shouldBe = addDays(hurried.today, -1)
    await page
      .locator(`.stage[data-as-of="${shouldBe}"]`)
      .waitFor()
      .catch(() => null)
    const asOf = await page.locator('.stage').getAttribute('data-as-of')
    return { samples, loads, faults, asOf: asOf ?? '', shouldBe }
  } finally {
    await context.close()
    await hurried.close()
  }
}

async function pair(page: Page, real: RunningServer, address: string): Promise<void> {
  const administrator = await signInAt(real)
  await page.goto(address)
  const code = await page.locator('.wall-code').innerText()
  const paired = await administrator.ask('/api/displays', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name: 'soak' }),
  })
  if (!paired.ok) throw new Error(`not paired: ${paired.status}`)
  await page.locator('.stage').waitFor()
}

const scenesOf = (page: Page) => page.evaluate(() => Number(document.documentElement.dataset['scenes'] ?? 0))
async function until(page: Page, scenes: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => Number(document.documentElement.dataset['scenes'] ?? 0) >= wanted,
    scenes,
    { timeout: 600_000, polling: 250 },
  )
}

async function held(
  session: CDPSession,
  page: Page,
): Promise<Pick<Sample, 'heapMb' | 'nodes' | 'listeners' | 'contexts'>> {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
  const contexts = await page.evaluate(() => Number(document.documentElement.dataset['contexts'] ?? 0))
  return {
    heapMb: of('JSHeapUsedSize') / 1e6,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    contexts,
  }
}

/** In the page, so without any function of its own (tsx marks them with a helper the page lacks): counts panels that came, and drawing contexts that were made and not given back. */
function watchPage(): void {
  const contexts = new Set<WeakRef<RenderingContext | OffscreenRenderingContext>>()
  // oxlint-disable-next-line typescript/unbound-method
  const original = HTMLCanvasElement.prototype.getContext
  HTMLCanvasElement.prototype.getContext = new Proxy(original, {
    apply(make, canvas, given) {
      const context = Reflect.apply(make, canvas, given)
      const isNew = ![...contexts].some((one) => one.deref() === context)
      if (String(given[0]).startsWith('webgl') && context !== null && isNew)
        contexts.add(new WeakRef(context))
      return context
    },
  })
  let scenes = 0
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if (node instanceof HTMLElement && node.classList.contains('stage-panel')) scenes++
      document.documentElement.dataset['scenes'] = String(scenes)
      document.documentElement.dataset['contexts'] = String(
        [...contexts].filter((one) => one.deref() !== undefined).length,
      )
    }).observe(document.body, { childList: true, subtree: true })
  })
}
