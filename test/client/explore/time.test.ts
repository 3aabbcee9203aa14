import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { coverageAnswer, countersAnswer, districtAnswer } from '#data/contract/api.ts'
import { addDays } from '#client/state/days.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { openExplore, searchOf } from './open-explore.ts'

let browser: Browser
let server: RunningServer
let latest: string
const folder = temporaryHome()
const json = { headers: { accept: 'application/json' } }

beforeAll(async () => {
  ;[browser, server] = await Promise.all([
    launchBrowser(),
    folder.then(({ path }) => startServer({ home: path })),
  ])
  latest = districtAnswer.parse(await (await fetch(`${server.url}/api/district`)).json()).today
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

const moving = { reducedMotion: 'no-preference' } as const
const before = (days: number) => addDays(latest, -days)

async function open(query: string, options: Parameters<typeof openExplore>[3] = {}): Promise<Page> {
  const page = await openExplore(browser, server.url, `?lang=en&layout=table&${query}`, options)
  await page.locator('.play:not([data-disabled])').waitFor()
  await page.waitForLoadState('networkidle').catch(() => undefined)
  return page
}

/** What the server says of a day: cells overdue, and the window's visits and issues. */
async function said(query: string): Promise<{ overdue: number; issues: string }> {
  const answer = await fetch(`${server.url}/api/coverage?${query}`, json)
  const { columns, meta } = coverageAnswer.parse(await answer.json())
  const column = (name: keyof typeof columns) => columns[name] ?? []
  const overdue = column('recencyDays').filter(
    (days, i) =>
      days !== null && (column('activeSites')[i] ?? 0) > 0 && days > (column('intervalDays')[i] ?? 0),
  ).length
  const whole = (n: number) => n.toLocaleString('en')
  return {
    overdue,
    issues: `${whole(meta.district.found)} issues found in ${whole(meta.district.visits)} visits`,
  }
}

/** What is asked of the server from now on. */
function listen(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request: Request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/') && pathname !== '/api/live') asked.push(pathname + search)
  })
  return asked
}

/** The sentence of every day that was stepped through, by day. */
async function record(page: Page): Promise<() => Promise<[string, string][]>> {
  await page.evaluate(() => {
    const seen: [string, string][] = []
    Reflect.set(window, 'seen', seen)
    document.addEventListener('mingcha:step', (event) => {
      if (event instanceof CustomEvent)
        seen.push([String(event.detail), document.querySelector('h1')?.innerText ?? ''])
    })
  })
  return () => page.evaluate<[string, string][]>('window.seen')
}

/** A machine that is busy answers late; nothing here is a matter of time. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 30_000 })
const slider = (page: Page) => page.getByRole('slider', { name: 'Day shown' })
const figure = (page: Page) => page.locator('.time-figure strong').innerText()
const asOf = (page: Page) => searchOf(page).get('asOf')

describe('keys', () => {
  test('go a day, a week, to the first and the last day drawn; of a year a month', async () => {
    const page = await open('')
    await slider(page).focus()
    const press = async (key: string) => {
      await page.keyboard.press(key)
      return slider(page).inputValue()
    }
    const no = Number(await slider(page).inputValue())
    expect(Number(await press('ArrowLeft'))).toBe(no - 1)
    expect(Number(await press('PageDown'))).toBe(no - 8)
    expect(Number(await press('PageUp'))).toBe(no - 1)
    expect(Number(await press('Home'))).toBe(no - 90)
    expect(Number(await press('End'))).toBe(no)
    expect(Number(await press('ArrowRight'))).toBe(no)
    await page.getByRole('radio', { name: '1 year' }).click()
    await slider(page).focus()
    expect(Number(await press('Home'))).toBe(no - 365)
    expect(Number(await press('End'))).toBe(no)
    const month = no - Number(await press('PageDown'))
    expect(month).toBeGreaterThanOrEqual(28)
    expect(month).toBeLessThanOrEqual(31)
    await page.context().close()
  })

  test('leave the address alone until they rest, and then the day’s own answer stands', async () => {
    const page = await open('')
    const asked = listen(page)
    await slider(page).focus()
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft')
    const { overdue } = await said(`asOf=${before(5)}`)
    await eventually(() => asOf(page)).toBe(before(5))
    await eventually(() => page.locator('h1').innerText()).toContain(`${overdue} grid cells are overdue`)
    const days = asked.filter((path) => path.startsWith('/api/coverage'))
    await eventually(() => days.at(-1)).toContain(before(5))
    await eventually(() => page.locator('.moving-note').count()).toBe(0)
    expect(await page.locator('.rank-value').first().innerText()).not.toBe('')
    await page.context().close()
  })
})

test('a step is a day, the calendar’s neighbours too, and the back button takes it back', async () => {
  const page = await open('')
  await page.getByRole('button', { name: 'One day earlier' }).click()
  await eventually(() => asOf(page)).toBe(before(1))
  await page.getByRole('button', { name: 'One day earlier' }).click()
  await eventually(() => asOf(page)).toBe(before(2))
  await page.goBack()
  await eventually(() => slider(page).getAttribute('aria-valuetext')).toContain(': ')
  expect(asOf(page)).toBe(before(1))
  await page.getByRole('button', { name: 'Back to latest' }).click()
  await eventually(() => asOf(page)).toBeNull()
  await page.context().close()
})

test('dragging asks nothing, tells each day as the server would, and keeps the day where it is let go', async () => {
  const page = await open('')
  const seen = await record(page)
  const asked = listen(page)
  const box = await page.locator('.days').boundingBox()
  if (box === null) expect.fail('the strip has no place')
  const to = (share: number) => page.mouse.move(box.x + box.width * share, box.y + box.height / 2)
  await to(0.9)
  await page.mouse.down()
  for (const share of [0.8, 0.6, 0.4]) await to(share)
  await page.locator('.moving-note > span').waitFor()
  expect(asked).toEqual([])
  expect(asOf(page)).toBeNull()
  await page.mouse.up()
  await eventually(() => asOf(page)).not.toBeNull()
  const day = asOf(page) ?? ''
  const { overdue } = await said(`asOf=${day}`)
  await eventually(() => figure(page)).toBe(String(overdue))
  const steps = await seen()
  expect(steps.at(-1)?.[0]).toBe(day)
  for (const [at, sentence] of steps) {
    const { overdue } = await said(`asOf=${at}`)
    expect(sentence, at).toContain(`${overdue} grid cells are overdue`)
  }
  await page.context().close()
})

describe('playing', () => {
  /** Presses pause at the nth step: a slow machine would come too late. */
  const pauseAt = (page: Page, step: number) =>
    page.evaluate((step) => {
      let steps = 0
      document.addEventListener('mingcha:step', () => {
        if (++steps === step) document.querySelector<HTMLElement>('.play')?.click()
      })
    }, step)

  test.each(['recency', 'density'] as const)(
    'asks nothing and tells each day as the server would (%s); pausing keeps the day',
    async (measure) => {
      const page = await open(`measure=${measure}&window=7`, moving)
      const seen = await record(page)
      await pauseAt(page, 6)
      const asked = listen(page)
      await page.getByRole('button', { name: 'Play the days' }).click()
      await eventually(() => asOf(page)).not.toBeNull()
      const steps = await seen()
      expect(steps.length).toBeGreaterThanOrEqual(6)
      expect(steps.at(-1)?.[0]).toBe(asOf(page))
      expect(asked.filter((path) => !path.includes(`asOf=${asOf(page)}`))).toEqual([])
      for (const [day, sentence] of steps.filter((_, i) => i % 2 === 0)) {
        const { overdue, issues } = await said(`asOf=${day}&window=7`)
        expect(sentence, day).toContain(measure === 'recency' ? `${overdue} grid cells are overdue` : issues)
      }
      const { overdue } = await said(`asOf=${asOf(page)}&window=7`)
      await eventually(() => page.locator('.moving-note').count()).toBe(0)
      expect(await figure(page)).toBe(String(overdue))
      await page.context().close()
    },
  )

  test('begins with the space bar and ends by itself at the latest day', async () => {
    const page = await open(`asOf=${before(9)}`, moving)
    const seen = await record(page)
    await slider(page).focus()
    await page.keyboard.press('Space')
    await eventually(() => asOf(page)).toBeNull()
    const days = (await seen()).map(([day]) => day)
    expect(days).toEqual(days.toSorted())
    expect(days.at(-1)).toBe(latest)
    const { overdue } = await said('')
    await eventually(() => figure(page)).toBe(String(overdue))
    await page.context().close()
  })

  test('pauses with the space bar', async () => {
    const page = await open('', moving)
    const seen = await record(page)
    await page.getByRole('radio', { name: '1 year' }).click()
    await slider(page).focus()
    await page.keyboard.press('Space')
    await eventually(async () => (await seen()).length).toBeGreaterThan(0)
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Play the days' }).waitFor()
    await eventually(() => asOf(page)).not.toBeNull()
    await page.context().close()
  })

  test('stops where it is when a filter changes, a step is taken or the page is hidden', async () => {
    const page = await open('', moving)
    const play = async () => {
      await page.getByRole('button', { name: 'Play the days' }).click()
      await page.locator('.moving-note > span').waitFor()
    }
    const stopped = () => page.getByRole('button', { name: 'Play the days' }).waitFor()
    await play()
    await page.getByRole('button', { name: /^Market \d/ }).click()
    await stopped()
    await eventually(() => asOf(page)).not.toBeNull()
    const { overdue } = await said(`asOf=${asOf(page)}&kinds=market`)
    await eventually(() => figure(page)).toBe(String(overdue))

    await page.locator('.play:not([data-disabled])').waitFor()
    await play()
    await page.getByRole('button', { name: 'One day later' }).click()
    await stopped()

    await play()
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await stopped()
    await page.context().close()
  })

  test('goes on when only the measure changes', async () => {
    const page = await open('', moving)
    const seen = await record(page)
    await page.getByRole('button', { name: 'Play the days' }).click()
    await page.locator('.moving-note > span').waitFor()
    await page.getByRole('radio', { name: 'Issues' }).click()
    await eventually(async () => (await seen()).at(-1)?.[1]).toContain('issues found')
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.context().close()
  })

  test('says of which day the figures are that it does not tell, and ranks by what it does', async () => {
    const page = await open('', moving)
    expect(await page.locator('.rank-value').first().innerText()).not.toBe('')
    await page.getByRole('button', { name: 'Play the days' }).click()
    await page.locator('.moving-note > span').waitFor()
    const day = await page.locator('.days-tag').innerText()
    expect(await page.locator('.moving-note').innerText()).toContain('Figures below are of')
    expect(await page.locator('.moving-note').innerText()).not.toContain(day)
    expect(await page.locator('.ranking .choice-button').innerText()).toBe('by days')
    expect(await page.locator('.rank-value').first().innerText()).toBe('')
    await page.getByRole('button', { name: 'Pause' }).click()
    await eventually(() => page.locator('.ranking .choice-button').innerText()).toBe('by debt')
    await page.context().close()
  })

  test('is a week a press for who wants less motion, and nothing moves by itself', async () => {
    const page = await open(`asOf=${before(20)}`)
    const press = () => page.getByRole('button', { name: 'One week later' }).click()
    await press()
    await eventually(() => asOf(page)).toBe(before(13))
    await press()
    await eventually(() => asOf(page)).toBe(before(6))
    await press()
    await eventually(() => asOf(page)).toBeNull()
    await press()
    await eventually(() => asOf(page)).toBe(before(90))
    await page.context().close()
  })
})

describe('as known', () => {
  const calendar = (page: Page) => page.getByRole('button', { name: 'Pick a day' })
  const note = (page: Page) => page.locator('.known-note').innerText()
  const visits = async (query: string) => {
    const answer = await fetch(`${server.url}/api/counters?${query}`, json)
    return countersAnswer.parse(await answer.json()).total.visits
  }

  test('on the day looked at follows it, says what came later, and has a way out', async () => {
    const page = await open(`asOf=${before(16)}`)
    await calendar(page).click()
    await page.getByText('As it was known on that day').click()
    await eventually(() => searchOf(page).get('knownAt')).toBe(before(16))
    await page.keyboard.press('Escape')
    await eventually(() => calendar(page).evaluate((button) => button === document.activeElement)).toBe(true)
    const day = before(16)
    const later = (await visits(`asOf=${day}`)) - (await visits(`asOf=${day}&knownAt=${day}`))
    expect(later).toBeGreaterThan(0)
    await eventually(() => note(page)).toMatch(
      new RegExp(`Only what was entered by .+; ${later} visits since`),
    )

    await page.locator('.play:not([data-disabled])').waitFor()
    const seen = await record(page)
    await slider(page).focus()
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft')
    await eventually(() => asOf(page)).toBe(before(20))
    expect(searchOf(page).get('knownAt')).toBe(before(20))
    for (const [at, sentence] of await seen()) {
      const { overdue } = await said(`asOf=${at}&knownAt=${at}`)
      expect(sentence, at).toContain(`${overdue} grid cell`)
    }
    await page.getByRole('button', { name: 'Count everything' }).click()
    await eventually(() => searchOf(page).get('knownAt')).toBeNull()
    await eventually(() => page.locator('.known-note').count()).toBe(0)
    await page.context().close()
  })

  test('on another day stays while the day looked at moves', async () => {
    const page = await open(`asOf=${before(16)}&knownAt=${before(10)}`)
    await slider(page).focus()
    await page.keyboard.press('ArrowLeft')
    await eventually(() => asOf(page)).toBe(before(17))
    expect(searchOf(page).get('knownAt')).toBe(before(10))
    await page.context().close()
  })

  test('and shown is a day typed or picked with keys alone', async () => {
    const page = await open('')
    await calendar(page).focus()
    await page.keyboard.press('Enter')
    const field = page.getByRole('dialog').getByRole('spinbutton')
    await field.first().waitFor()
    expect(await field.allInnerTexts()).toEqual([latest.slice(8), latest.slice(5, 7), latest.slice(0, 4)])
    await field.first().focus()
    await page.keyboard.type('01')
    await page.keyboard.press('Enter')
    const first = `${latest.slice(0, 8)}01`
    await eventually(() => asOf(page)).toBe(first === latest ? null : first)
    await page
      .getByRole('grid')
      .getByRole('button', { name: /selected/ })
      .focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await eventually(() => asOf(page)).toBe(addDays(first, -1))
    await eventually(() => page.getByRole('dialog').count()).toBe(0)
    await page.context().close()
  })
})
