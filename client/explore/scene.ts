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
}

export type SceneState =
  | { is: 'loading' }
  | { is: 'failed'; error: unknown; retry: () => void }
  | { is: 'shown'; scene: Scene; error: unknown; retry: () => void }

/** Asks for what Explore shows; keeps what it has while a new answer is on its way or fails to come. */
export function useScene(theme: ThemeName): SceneState {
  const look = useLook()
  const district = useDistrict()
  const areas = useAreas(district.data?.geometryRevision)
  const coverage = useCoverage(look)
  const index = useAreaIndex(areas.data)
  const settings = district.data?.settings
  const raw = look.rate === 'raw'

  const cells = useMemo(
    () => (coverage.data && settings ? cellsOf(coverage.data, index, { settings, raw }) : null),
    [coverage.data, index, settings, raw],
  )
  const error = district.error ?? areas.error ?? coverage.error
  const retry = () => {
    for (const answer of [district, areas, coverage]) if (answer.isError) void answer.refetch()
  }
  const scene = useMemo(() => {
    if (!district.data || !areas.data || !coverage.data || cells === null) return null
    return compose(look, theme, district.data, areas.data, index.byId, coverage.data, cells)
  }, [look, theme, district.data, areas.data, index, coverage.data, cells])

  if (scene !== null) return { is: 'shown', scene, error, retry }
  return error === null ? { is: 'loading' } : { is: 'failed', error, retry }
}

function compose(
  look: Look,
  theme: ThemeName,
  district: DistrictAnswer,
  areas: AreasAnswer,
  byId: ReadonlyMap<string, AreaItem>,
  coverage: Coverage,
  cells: readonly Cell[],
): Scene {
  const intervals = intervalRange(cells)
  const { meta } = coverage
  const filtered = look.kinds !== null || look.sectors !== null || look.modes !== null
  const told = { counts: district.counts, filtered, dataKnown: meta.dataKnown, window: meta.district }
  return {
    look,
    theme,
    district,
    areas,
    byId,
    coverage,
    cells,
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
