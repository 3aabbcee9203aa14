import { useMemo } from 'react'
import { useAreaIndex, useAreas, useCoverage, useDistrict } from '#client/api/use-answers.ts'
import { cellsOf, countStandings, intervalRange, type Cell } from '#client/state/cells.ts'
import { headlineOf, type Headline } from '#client/state/headline.ts'
import { isLit } from '#client/state/lit.ts'
import type { Look, ThemeName } from '#client/state/look.ts'
import { useLook } from '#client/state/use-look.ts'
import type { AreaItem, AreasAnswer, DistrictAnswer } from '#data/contract/api.ts'
import type { Standing } from '#data/contract/bands.ts'
import type { Coverage } from '#client/state/cells.ts'
import { useTime, type Strip } from './use-time.ts'

/** Everything that Explore's parts show: the question (look) and its answer. */
export interface Scene {
  look: Look
  theme: ThemeName
  district: DistrictAnswer
  areas: AreasAnswer
  byId: ReadonlyMap<string, AreaItem>
  coverage: Coverage
  cells: readonly Cell[]
  counts: Record<Standing, number>
  /** The interval all cells share, in days; null: they differ, or there are none. */
  intervalDays: number | null
  intervals: { least: number; greatest: number } | null
  headline: Headline
  lit: readonly Cell[]
  selected: Cell | null
  /** Whether there are sites and visits enough to say anything: else a 0 would be a lie. */
  tells: boolean
  /** The day the answer is for, and the newest day there is to look at. */
  asOf: string
  latest: string
  /**
   * Time is moving: the coverage is a day of the playback. Sites covered, overdue and never visited, debt,
   * rectification and late entries are not that day's, and must not be shown as if they were.
   */
  stepped: boolean
}

export type SceneState =
  | { is: 'loading' }
  | { is: 'failed'; error: unknown; retry: () => void }
  | {
      is: 'shown'
      scene: Scene
      /** Of the last answer to the look's own day; the scene itself unless time moves. */
      still: Scene
      strip: Strip
      error: unknown
      retry: () => void
    }

/** Asks for what Explore shows; keeps what it has while a new answer is on its way or fails to come. */
export function useScene(theme: ThemeName): SceneState {
  const look = useLook()
  const district = useDistrict()
  const areas = useAreas(district.data?.geometryRevision)
  const coverage = useCoverage(look)
  const index = useAreaIndex(areas.data)
  const { strip, stepped } = useTime(look, district.data, coverage)
  const asked = { look, theme, district: district.data, areas: areas.data, index }
  const still = useComposed(asked, coverage.data, false)
  const moving = useComposed(asked, stepped, true)

  const error = district.error ?? areas.error ?? coverage.error
  const retry = () => {
    for (const answer of [district, areas, coverage]) if (answer.isError) void answer.refetch()
  }
  if (still !== null && strip !== null)
    return { is: 'shown', scene: moving ?? still, still, strip, error, retry }
  return error === null ? { is: 'loading' } : { is: 'failed', error, retry }
}

interface Asked {
  look: Look
  theme: ThemeName
  district: DistrictAnswer | undefined
  areas: AreasAnswer | undefined
  index: ReturnType<typeof useAreaIndex>
}

/** The scene of an answer; null while any part of it is missing. */
function useComposed(
  { look, theme, district, areas, index }: Asked,
  coverage: Coverage | undefined,
  stepped: boolean,
): Scene | null {
  const settings = district?.settings
  const raw = look.rate === 'raw'
  const cells = useMemo(
    () => (coverage && settings ? cellsOf(coverage, index, { settings, raw }) : null),
    [coverage, index, settings, raw],
  )
  return useMemo(() => {
    if (!district || !areas || !coverage || cells === null) return null
    return compose({ look, theme, district, areas, byId: index.byId, coverage, cells, stepped })
  }, [look, theme, district, areas, index, coverage, cells, stepped])
}

type Given = Pick<Scene, 'look' | 'theme' | 'district' | 'areas' | 'byId' | 'coverage' | 'cells' | 'stepped'>

function compose(given: Given): Scene {
  const { look, district, coverage, cells } = given
  const intervals = intervalRange(cells)
  const { meta } = coverage
  const filtered = look.kinds !== null || look.sectors !== null || look.modes !== null
  const told = { counts: district.counts, filtered, dataKnown: meta.dataKnown, window: meta.district }
  return {
    ...given,
    counts: countStandings(cells),
    intervals,
    intervalDays: intervals?.least === intervals?.greatest ? (intervals?.least ?? null) : null,
    headline: headlineOf(told, cells, look.measure),
    lit: cells.filter((cell) => isLit(cell, look)),
    selected: cells.find((cell) => cell.area?.areaId === look.cell) ?? null,
    tells: meta.dataKnown && cells.some(({ activeSites }) => activeSites > 0),
    asOf: meta.asOf,
    latest: district.settings.pinnedAsOf ?? district.today,
  }
}
