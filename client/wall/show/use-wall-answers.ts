import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { askJson } from '#client/api/ask.ts'
import { askCoverage, askPlayback } from '#client/api/columns.ts'
import type { Coverage } from '#client/state/cells.ts'
import type { AreasAnswer, BurdenAnswer, CountersAnswer, DistrictAnswer } from '#data/contract/api.ts'
import { asDisplay } from '#data/contract/as-display.ts'
import type { SceneSet, WallsAnswer } from '#data/contract/walls.ts'
import { trendDays } from './paints.ts'
import { closedDay, pictureOf, sundayOf, type Picture } from './picture.ts'

/** Who asks: the paired display, or the person who sets it up and sees what it would show. */
export type Asks = 'display' | 'person'

const headersOf = (asks: Asks): Record<string, string> =>
  asks === 'display' ? { [asDisplay.header]: asDisplay.value } : {}

const again = {
  placeholderData: keepPreviousData,
  staleTime: Number.POSITIVE_INFINITY,
  /** What is no longer shown is not kept: a wall stands for weeks. */
  gcTime: 10_000,
  retry: false,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const
/** Tries again every 5 s or so, not all walls at once. */
const whileFailing = ({ state }: { state: { status: string } }) =>
  state.status === 'error' ? 4_000 + Math.random() * 2_000 : false

interface Base {
  district: DistrictAnswer
  areas: AreasAnswer
  coverage: Coverage
  sunday: Coverage
}

/**
 * What a wall shows. `stand` names the state that is shown (revision and day); while another one is on its way, or
 * does not come, the picture stays. `failing`: the last try was for nothing.
 */
export function useWallPicture(
  asks: Asks,
  stand: string,
  scenes: SceneSet['scenes'],
): { picture: Picture | null; failing: boolean } {
  const needs = (...kinds: SceneSet['scenes'][number]['is'][]) => scenes.some(({ is }) => kinds.includes(is))
  const headers = headersOf(asks)
  const base = useQuery({
    ...again,
    queryKey: ['wall', asks, 'base', stand],
    queryFn: async ({ signal }): Promise<Base> => {
      const district = await askJson<DistrictAnswer>('/api/district', { signal, headers })
      const asOf = closedDay(district, district.today)
      const coverage = (day: string) => askCoverage(`/api/coverage?level=cell&asOf=${day}`, signal, headers)
      const [areas, now, sunday] = await Promise.all([
        askJson<AreasAnswer>('/api/areas', { signal, headers }),
        coverage(asOf),
        coverage(sundayOf(asOf)),
      ])
      return { district, areas, coverage: now, sunday }
    },
    refetchInterval: whileFailing,
  })
  const asOf = base.data?.coverage.meta.asOf ?? null
  const more = <T>(name: string, wanted: boolean, ask: (day: string, signal: AbortSignal) => Promise<T>) => ({
    ...again,
    queryKey: ['wall', asks, name, stand, asOf],
    enabled: wanted && asOf !== null,
    queryFn: ({ signal }: { signal: AbortSignal }) => ask(asOf ?? '', signal),
    refetchInterval: whileFailing,
  })
  const counters = useQuery(
    more('counters', needs('overview', 'day'), (day, signal) =>
      askJson<CountersAnswer>(`/api/counters?asOf=${day}`, { signal, headers }),
    ),
  )
  const burden = useQuery(
    more('burden', needs('burden'), (day, signal) =>
      askJson<BurdenAnswer>(`/api/burden?asOf=${day}`, { signal, headers }),
    ),
  )
  const playback = useQuery(
    more('playback', needs('overdue', 'playback'), (day, signal) =>
      askPlayback(`/api/playback?level=cell&days=${trendDays}&asOf=${day}`, signal, headers),
    ),
  )
  const picture = useMemo(
    () =>
      base.data === undefined
        ? null
        : pictureOf({
            ...base.data,
            counters: counters.data ?? null,
            burden: burden.data ?? null,
            playback: playback.data ?? null,
          }),
    [base.data, counters.data, burden.data, playback.data],
  )
  return { picture, failing: base.isError }
}

/** The scene sets, asked for again every minute; kept while they cannot be had. */
export function useSceneSets(asks: Asks) {
  return useQuery({
    ...again,
    queryKey: ['wall', asks, 'sets'],
    queryFn: ({ signal }) => askJson<WallsAnswer>('/api/walls', { signal, headers: headersOf(asks) }),
    refetchInterval: ({ state }) => (state.status === 'error' ? 5_000 : 60_000),
  })
}
