import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { askColumns, askJson } from '#client/api/ask.ts'
import { cellsOf, countStandings, type Cell } from '#client/state/cells.ts'
import { addDays } from '#client/state/days.ts'
import { useLive } from '#client/state/live.ts'
import type { CoverageMeta, DistrictAnswer } from '#data/contract/api.ts'
import type { Standing } from '#data/contract/bands.ts'
import { asDisplay } from '#data/contract/as-display.ts'

/** How a district’s cells stood at the end of the last closed day: no wall knows more than that. */
export interface Overview {
  district: DistrictAnswer
  asOf: string
  cells: readonly Cell[]
  counts: Record<Standing, number>
}

const headers = { [asDisplay.header]: asDisplay.value }
const noAreas = { geometryRevision: '', byNo: new Map() }

/** Asks as the display; keeps what it has while a new answer is on its way or does not come. */
export function useOverview(): { overview: Overview | null; isFailing: boolean } {
  const live = useLive(({ revision, today }) => `${revision?.revision ?? ''}@${today ?? ''}`)
  const { data, isError } = useQuery({
    queryKey: ['wall', live],
    queryFn: async ({ signal }): Promise<Overview> => {
      const district = await askJson<DistrictAnswer>('/api/district', { signal, headers })
      const asOf = addDays(district.settings.pinnedAsOf ?? district.today, -1)
      const path = `/api/coverage?level=cell&asOf=${asOf}`
      const coverage = await askColumns<CoverageMeta>(path, signal, headers)
      const cells = cellsOf(coverage, noAreas, { settings: district.settings, raw: false })
      return { district, asOf, cells, counts: countStandings(cells) }
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.status === 'error' ? 5_000 : false),
  })
  return { overview: data ?? null, isFailing: isError }
}
