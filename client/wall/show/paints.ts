import { classify, dim } from '#client/map/classify.ts'
import { dimmedFlag, paintCode, type Paint } from '#client/map/paint.ts'
import type { Bounds } from '#client/map/view.ts'
import type { Cell } from '#client/state/cells.ts'
import { dayNoOf } from '#client/state/days.ts'
import type { Standing } from '#data/contract/bands.ts'
import { playedCoverage, type Picture } from './picture.ts'
import type { Slot } from './schedule.ts'

/** What stands at the foot of the picture to read the map by. */
export type Legend = 'recency' | 'overdue' | 'density' | 'both' | 'rectification' | 'burden' | 'day'

/** How a slot looks on the map, and on which side its panel stands. */
export interface Look {
  readonly side: 'left' | 'right'
  readonly paint: Paint
  readonly bounds: Bounds | null
  readonly legend: Legend
}

const late: readonly Standing[] = ['overdue', 'long-overdue', 'never']
/** Overdue rectifications in a cell, and visits to a site of it in 30 days: a break belongs to the lower step. */
export const rectificationBreaks = [0, 1, 2, 4] as const
export const burdenBreaks = [0.5, 1, 2, 4] as const
/** A playback is asked for so many days; a scene plays the last of them. */
export const trendDays = 91
export const playedDays = 30

/** The day of the playback that is on when so much of its slot is over: it stands at the last one for a while. */
export function playedDayNo(asOf: string, part: number): number {
  const at = Math.min(playedDays - 1, Math.floor((part / 0.85) * playedDays))
  return dayNoOf(asOf) - playedDays + 1 + at
}

/** How a slot looks. Pure: the same picture, slot and day, the same colours. */
export function lookOf(picture: Picture, slot: Slot, playedDay: number): Look {
  const { coverage, cells, district } = picture
  const { settings, bounds } = district
  const recency = () => without(classify(coverage, { measure: 'recency', settings }))
  switch (slot.is) {
    case 'overview':
      return { side: 'left', paint: recency(), bounds, legend: 'recency' }
    case 'overdue': {
      const lit = numbers(cells, ({ standing }) => late.includes(standing))
      return { side: 'right', paint: dim(recency(), (no) => lit.has(no)), bounds, legend: 'overdue' }
    }
    case 'density':
      return {
        side: 'right',
        paint: without(classify(coverage, { measure: 'density', settings })),
        bounds,
        legend: 'density',
      }
    case 'both':
      return {
        side: 'left',
        paint: without(classify(coverage, { measure: 'both', settings })),
        bounds,
        legend: 'both',
      }
    case 'rectification':
      return { side: 'right', paint: stepped(picture, overdueStep), bounds, legend: 'rectification' }
    case 'burden':
      return { side: 'right', paint: stepped(picture, burdenStep), bounds, legend: 'burden' }
    case 'day':
      return { side: 'left', paint: visited(picture), bounds, legend: 'day' }
    case 'tour': {
      const community = picture.communities.find(({ area }) => area.areaId === slot.areaId)
      const lit = new Set(community?.cells.map(({ areaNo }) => areaNo))
      const paint = dim(recency(), (no) => lit.has(no))
      return { side: 'left', paint, bounds: community?.area.bbox ?? bounds, legend: 'recency' }
    }
    case 'playback': {
      const day = playedCoverage(picture, playedDay)
      const paint = day === null ? recency() : without(classify(day, { measure: 'recency', settings }))
      return { side: 'left', paint, bounds, legend: 'recency' }
    }
  }
}

/** Without days in cells: from six metres they are specks. */
function without(paint: Paint): Paint {
  return { ...paint, days: paint.days.map(() => -1) }
}

function numbers(cells: readonly Cell[], test: (cell: Cell) => boolean): ReadonlySet<number> {
  return new Set(cells.filter(test).map(({ areaNo }) => areaNo))
}

const stepIn = (breaks: readonly number[], value: number) => {
  const step = breaks.findIndex((limit) => value <= limit)
  return step === -1 ? breaks.length : step
}
const overdueStep = (cell: Cell) => stepIn(rectificationBreaks, cell.overdueIssues)
const burdenStep = (cell: Cell) => stepIn(burdenBreaks, cell.visits / cell.activeSites)

/** Cells with sites on the blue ramp, by a step from 0 to 4. */
function stepped({ coverage, cells }: Picture, step: (cell: Cell) => number): Paint {
  return painted(coverage.meta.geometryRevision, cells, (cell) =>
    cell.activeSites === 0 ? paintCode.noSites : paintCode.density + step(cell),
  )
}

/** The cells in which somebody was on the day itself. */
function visited({ coverage, cells }: Picture): Paint {
  return painted(coverage.meta.geometryRevision, cells, (cell) =>
    cell.recencyDays === 0 ? paintCode.marked : cell.activeSites === 0 ? paintCode.noSites : quiet,
  )
}
/** Fresh, stepped back: there, and nothing. */
const quiet = paintCode.recency | dimmedFlag

function painted(geometryRevision: string, cells: readonly Cell[], code: (cell: Cell) => number): Paint {
  const codes = new Uint8Array(cells.reduce((last, { areaNo }) => Math.max(last, areaNo), 0) + 1)
  for (const cell of cells) codes[cell.areaNo] = code(cell)
  return { geometryRevision, codes, days: new Int32Array(codes.length).fill(-1) }
}
