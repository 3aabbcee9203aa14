import type { Page } from 'playwright-core'
import type { Seen, Wanted } from './watch.ts'

/** One thing a reader does, which can be done again and again with something new to see each time. */
export interface Act {
  readonly name: string
  /** Part of the address it begins from. */
  readonly query: string
  readonly wanted: Omit<Wanted, 'within'>
  /** Where the pointer goes before the clock runs. `within`: half the side of the square that is watched around it, CSS px. */
  readonly aim: (page: Page, n: number, cells: readonly Point[]) => Promise<Point & { within?: number }>
}

export interface Point {
  readonly x: number
  readonly y: number
}

const around = async (_: Page, n: number, cells: readonly Point[]) => {
  const cell = cells[n % cells.length]
  if (cell === undefined) throw new Error('no cells')
  return { ...cell, within: 120 }
}

const click = { input: 'pointerup', element: null } as const
/** So many changed pixels are new colours and not an outline: a tenth of a small map. */
const recoloured = 20_000
/** Some px of an outline. */
const outlined = 60

/** Points of the map over a cell, found by pointing at a raster of them: the tip says whether one is there. */
export async function findCells(page: Page): Promise<readonly Point[]> {
  const box = await page.locator('.map-canvas').boundingBox()
  if (box === null) throw new Error('no map')
  const found: Point[] = []
  for (let row = 5; row <= 9; row++)
    for (let column = 3; column <= 7; column++) {
      const at = { x: box.x + (column / 10) * box.width, y: box.y + (row / 11) * box.height }
      await page.mouse.move(at.x, at.y)
      await settled(page)
      if ((await page.locator('.map-tip').count()) > 0) found.push(at)
      if (found.length >= 6) return found
    }
  throw new Error('no cell under the pointer: is the map drawn?')
}

const middleOf = async (page: Page, selector: string, nth = 0) => {
  const box = await page.locator(selector).nth(nth).boundingBox()
  if (box === null) throw new Error(`nothing is ${selector}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

export const acts: readonly Act[] = [
  {
    name: 'hover: outline',
    query: '',
    wanted: { input: 'pointermove', pixels: outlined, element: '.map-tip' },
    aim: around,
  },
  {
    name: 'click: selected outline',
    query: '',
    wanted: { ...click, pixels: outlined },
    aim: around,
  },
  {
    name: 'measure switch: new colours',
    query: '',
    wanted: { ...click, pixels: recoloured },
    aim: (page, n) => middleOf(page, '.left .segmented:first-child .segment', (n + 1) % 3),
  },
  {
    name: 'legend filter: new colours',
    query: '',
    wanted: { ...click, pixels: recoloured },
    aim: (page, n) =>
      middleOf(page, '.legend-rows button.legend-row:not([data-disabled])', n % 4 < 2 ? 2 : 3),
  },
  {
    name: 'a day earlier: new colours',
    query: '',
    wanted: { ...click, pixels: 400 },
    aim: (page) => middleOf(page, '.time-steps button'),
  },
  {
    name: 'kinds filter: new colours',
    query: '',
    wanted: { ...click, pixels: 400 },
    aim: (page, n) => middleOf(page, '.kinds .kind', grayBit(n)),
  },
]

/** The bit that changes in a Gray code: toggling so, no set of kinds comes twice in a thousand rounds. */
function grayBit(n: number): number {
  let bit = 0
  for (let rest = n + 1; rest % 2 === 0; rest /= 2) bit++
  return bit
}

/** Does it once: aims, waits until the map is still, acts, and answers what was seen; null: nothing within 10 s. */
export async function perform(
  page: Page,
  act: Act,
  n: number,
  cells: readonly Point[],
): Promise<Seen | null> {
  const { x, y, within } = await act.aim(page, n, cells)
  const isHover = act.wanted.input === 'pointermove'
  await (isHover ? page.mouse.move(3, 3) : page.mouse.move(x, y))
  await settled(page)
  const part =
    within === undefined ? null : { x: x - within, y: y - within, width: 2 * within, height: 2 * within }
  const wanted: Wanted = { ...act.wanted, within: part }
  await page.evaluate((next) => window.watcher?.arm(next), wanted)
  if (isHover) await page.mouse.move(x, y)
  else {
    await page.mouse.down()
    await page.mouse.up()
  }
  return page.evaluate(() => window.watcher?.seen(10_000) ?? null)
}

/** Until nothing has come from the server and the map has not been drawn for 300 ms. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => (window.watcher?.quietMs() ?? 0) > 300, null, { polling: 50 })
}
