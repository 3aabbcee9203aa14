import { cellsOf, countStandings, districtSums, type Cell, type Coverage } from '#client/state/cells.ts'
import { dayNoOf, dayOfNo } from '#client/state/days.ts'
import { coverageOn, playedDays, type Playback } from '#client/state/playback.ts'
import type {
  AreaItem,
  AreasAnswer,
  BurdenAnswer,
  CountersAnswer,
  DistrictAnswer,
} from '#data/contract/api.ts'
import { shrunkPer100Visits, standingOf, type Standing } from '#data/contract/bands.ts'
import { valueAt } from '#data/contract/columns.ts'
import type { Day } from '#data/contract/questions.ts'

/** What the server told a wall. `sunday`: as of the last Sunday, for what ranks communities. */
export interface WallAnswers {
  readonly district: DistrictAnswer
  readonly areas: AreasAnswer
  readonly coverage: Coverage
  readonly sunday: Coverage
  readonly counters: CountersAnswer | null
  readonly burden: BurdenAnswer | null
  readonly playback: Playback | null
}

/** A community, and its cells. */
export interface Community {
  readonly area: AreaItem
  readonly cells: readonly Cell[]
  readonly counts: Record<Standing, number>
  readonly sums: ReturnType<typeof districtSums>
  /** Issues per 100 visits of the window, shrunk towards the district’s mean; null: there were none. */
  readonly per100: number | null
}

/** How many cells stood where on a day. */
export interface TrendDay {
  readonly day: Day
  readonly overdue: number
  readonly longOverdue: number
  readonly never: number
}

/** Everything that scenes show: of closed days only, no site in it. */
export interface Picture {
  readonly district: DistrictAnswer
  readonly areas: AreasAnswer
  readonly coverage: Coverage
  readonly asOf: Day
  readonly rankedAsOf: Day
  readonly cells: readonly Cell[]
  readonly counts: Record<Standing, number>
  readonly sums: ReturnType<typeof districtSums>
  readonly communities: readonly Community[]
  /** As of the last Sunday. */
  readonly ranked: readonly Community[]
  readonly counters: CountersAnswer | null
  readonly burden: BurdenAnswer | null
  readonly playback: Playback | null
  readonly trend: readonly TrendDay[]
}

/** The last day that a wall may tell of: the one before today, or the one an archive ends with. */
export function closedDay(district: Pick<DistrictAnswer, 'settings'>, today: Day): Day {
  return district.settings.pinnedAsOf ?? dayOfNo(dayNoOf(today) - 1)
}

/** The Sunday on or before a day. 1970-01-01 was a Thursday. */
export function sundayOf(day: Day): Day {
  const dayNo = dayNoOf(day)
  return dayOfNo(dayNo - ((((dayNo + 4) % 7) + 7) % 7))
}

/** Puts the answers together. Pure. */
export function pictureOf(answers: WallAnswers): Picture {
  const { district, areas, coverage, sunday, counters, burden, playback } = answers
  const byNo = new Map(areas.areas.filter(({ level }) => level === 'cell').map((area) => [area.areaNo, area]))
  const join = { geometryRevision: areas.geometryRevision, byNo }
  const reading = { settings: district.settings, raw: false }
  const cells = cellsOf(coverage, join, reading)
  const then = cellsOf(sunday, join, reading)
  return {
    district,
    areas,
    coverage,
    asOf: coverage.meta.asOf,
    rankedAsOf: sunday.meta.asOf,
    cells,
    counts: countStandings(cells),
    sums: districtSums(cells),
    communities: communitiesOf(areas, cells, coverage),
    ranked: communitiesOf(areas, then, sunday),
    counters,
    burden,
    playback,
    trend: playback === null ? [] : trendOf(playback, coverage, district),
  }
}

function communitiesOf(areas: AreasAnswer, cells: readonly Cell[], { meta }: Coverage): Community[] {
  const children = byParent(cells)
  return areas.areas
    .filter(({ level }) => level === 'community')
    .flatMap((area) => {
      const own = children.get(area.areaId)
      if (own === undefined) return []
      const sum = (value: (cell: Cell) => number) => own.reduce((total, cell) => total + value(cell), 0)
      const totals = {
        found: sum(({ found }) => found),
        expectedMilli: sum(({ expectedMilli }) => expectedMilli),
      }
      const per100 = sum(({ visits }) => visits) === 0 ? null : shrunkPer100Visits(totals, meta.district)
      return [{ area, cells: own, counts: countStandings(own), sums: districtSums(own), per100 }]
    })
}

function byParent(cells: readonly Cell[]): Map<string, Cell[]> {
  const groups = new Map<string, Cell[]>()
  for (const cell of cells) {
    const parent = cell.area?.parentId ?? ''
    const group = groups.get(parent)
    if (group === undefined) groups.set(parent, [cell])
    else group.push(cell)
  }
  return groups
}

function trendOf(playback: Playback, coverage: Coverage, { settings }: DistrictAnswer): TrendDay[] {
  const { first, last } = playedDays(playback)
  const intervals = new Map<number, number | null>()
  for (let row = 0; row < coverage.rows; row++)
    intervals.set(coverage.columns.areaNo[row] ?? 0, valueAt(coverage.columns.intervalDays, row))
  const { meta, columns, rows } = playback
  const known = (day: Day) => meta.dataFrom !== null && day >= meta.dataFrom
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const day = dayOfNo(first + at)
    const counts = { overdue: 0, longOverdue: 0, never: 0 }
    for (let row = at; row < rows; row += meta.days) {
      const standing = standingOf(
        {
          recencyDays: valueAt(columns.recencyDays, row),
          intervalDays: intervals.get(Math.floor(row / meta.days) + 1) ?? null,
          activeSites: valueAt(columns.activeSites, row) ?? 0,
        },
        settings.bandBreaks,
        known(day),
      )
      if (standing === 'overdue') counts.overdue++
      else if (standing === 'long-overdue') counts.longOverdue++
      else if (standing === 'never') counts.never++
    }
    return { day, ...counts }
  })
}

/** The coverage of a day of the playback; null: it does not tell of it. */
export function playedCoverage({ playback, coverage }: Picture, dayNo: number): Coverage | null {
  return playback === null ? null : coverageOn(playback, coverage, dayNo)
}
