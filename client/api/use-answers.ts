import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type {
  AnswerMeta,
  AreaItem,
  AreasAnswer,
  CountersAnswer,
  DistrictAnswer,
  HistoryAnswer,
  IssuesAnswer,
  NominationsAnswer,
  RhythmMeta,
  SettingsAnswer,
  SitesAnswer,
  WhyAnswer,
} from '#data/contract/api.ts'
import type { RhythmColumns, SiteColumns } from '#data/contract/questions.ts'
import type { Coverage } from '#client/state/cells.ts'
import { useLive } from '#client/state/live.ts'
import type { Look } from '#client/state/look.ts'
import type { Playback } from '#client/state/playback.ts'
import { viewParameters } from '#client/state/url.ts'
import { askColumns, askJson, NoAnswer } from './ask.ts'
import { askCoverage, askPlayback } from './columns.ts'
import { askAfter, askFirst } from './turns.ts'

/** What is known of an answer. `data` stays the last good one while a new one is on its way, or fails to come. */
export interface Answer<T> {
  data: T | undefined
  /** Whether it answers the present question at the present revision. */
  current: boolean
  error: unknown
  isError: boolean
  refetch: () => unknown
}

/**
 * Every answer is kept under the revision and the day it was given for: a new revision asks again, the old answer
 * stays on screen until the new one is there, and a question nobody waits for any more is cancelled.
 */
function useAnswer<T>(
  name: string,
  path: string | null,
  ask: (path: string, signal: AbortSignal) => Promise<T>,
  revision: string,
): Answer<T> {
  const { data, error, isError, isPlaceholderData, refetch } = useQuery({
    queryKey: [name, path, revision],
    enabled: path !== null,
    queryFn: ({ signal }) => {
      const question = () => ask(path ?? '', signal)
      return picture.has(name) ? askFirst(question) : askAfter(question, signal)
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: (failures, error) => failures < 1 && isPassing(error),
    refetchInterval: ({ state }) => (state.status === 'error' && isPassing(state.error) ? retryMs : false),
  })
  const [kept, keep] = useState(data)
  if (data !== undefined && data !== kept) keep(() => data)
  const current = data !== undefined && !isPlaceholderData
  return { data: data ?? kept, current, error, isError, refetch }
}

/** Answers without which there is no picture. */
const picture: ReadonlySet<string> = new Set(['district', 'areas', 'coverage'])
const retryMs = 5_000

/** Whether asking again may help without anything else changing. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof NoAnswer)) return false
  return ['unreachable', 'busy', 'starting', 'gone-revision'].includes(error.code)
}

const json = <T>(path: string, signal: AbortSignal) => askJson<T>(path, { signal })
const pathOf = (path: string, query: URLSearchParams) => (query.size === 0 ? path : `${path}?${query}`)

function useRevision(): string {
  return useLive((live) => `${live.revision?.revision ?? ''}@${live.today ?? ''}`)
}

export function useDistrict(): Answer<DistrictAnswer> {
  return useAnswer('district', '/api/district', json<DistrictAnswer>, useRevision())
}

/** The settings in force; a newer version is asked for as soon as it is told. */
export function useSettings(): Answer<SettingsAnswer> {
  return useAnswer('settings', '/api/settings', json<SettingsAnswer>, useRevision())
}

/** Areas change only with their geometry. */
export function useAreas(geometryRevision: string | undefined): Answer<AreasAnswer> {
  const path = geometryRevision === undefined ? null : '/api/areas'
  return useAnswer('areas', path, json<AreasAnswer>, geometryRevision ?? '')
}

export function useCoverage(look: Look): Answer<Coverage> {
  const query = viewParameters(look)
  query.set('level', 'cell')
  return useAnswer('coverage', pathOf('/api/coverage', query), askCoverage, useRevision())
}

/** The question about every cell on each of `days` days up to `end`; `eachDay`: each as it was known on itself. */
export function playbackQuestion(look: Look, end: string, days: number, eachDay: boolean): string {
  const query = viewParameters({ ...look, asOf: end })
  query.set('days', String(days))
  if (eachDay) query.set('knownAt', 'each-day')
  return pathOf('/api/playback', query)
}

/** The answer to a playback question, told apart from the one before by its `question`. */
export function usePlayback(question: string | null): Answer<Playback> {
  return useAnswer('playback', question, askPlayback, useRevision())
}

export type SitesCoverage = SiteColumns & { meta: AnswerMeta }
/** Standing of every site; asked only while it is shown. */
export function useSitesCoverage(look: Look, wanted: boolean): Answer<SitesCoverage> {
  const ask = (path: string, signal: AbortSignal) =>
    askColumns<AnswerMeta>(path, signal).then((answer) => answer as SitesCoverage)
  const path = wanted ? pathOf('/api/sites/coverage', viewParameters({ ...look, windowDays: 30 })) : null
  return useAnswer('sites-coverage', path, ask, useRevision())
}

export function useWhy(look: Look, area: string | null): Answer<WhyAnswer> {
  const query = viewParameters({ ...look, windowDays: 30, severities: null })
  query.set('area', area ?? '')
  return useAnswer('why', area === null ? null : pathOf('/api/why', query), json<WhyAnswer>, useRevision())
}

/** Batches, person-times, places and visits, of the day and since the campaign began. */
export function useCounters(look: Look): Answer<CountersAnswer> {
  const query = viewParameters({ ...look, windowDays: 30, severities: null })
  return useAnswer('counters', pathOf('/api/counters', query), json<CountersAnswer>, useRevision())
}

/** Last visits of a cell or a site, newest first. */
export function useHistory(
  look: Look,
  of: { area: string } | { site: string } | null,
  limit: number,
): Answer<HistoryAnswer> {
  const query = viewParameters({ ...look, windowDays: 30 })
  for (const [name, value] of Object.entries(of ?? {})) query.set(name, value)
  query.set('limit', String(limit))
  const path = of === null ? null : pathOf('/api/history', query)
  return useAnswer('history', path, json<HistoryAnswer>, useRevision())
}

/** Open issues of a cell or a site, the longest overdue first. */
export function useIssues(
  look: Look,
  of: { area: string } | { site: string } | null,
  limit: number,
): Answer<IssuesAnswer> {
  const query = viewParameters({ ...look, windowDays: 30, modes: null })
  for (const [name, value] of Object.entries(of ?? {})) query.set(name, value)
  query.set('limit', String(limit))
  const path = of === null ? null : pathOf('/api/issues', query)
  return useAnswer('issues', path, json<IssuesAnswer>, useRevision())
}

/** A cell's recency and visits on each of `days` days. */
export function useRhythm(look: Look, area: string | null, days: number): Answer<RhythmColumns> {
  const query = viewParameters({ ...look, windowDays: 30, severities: null })
  query.set('area', area ?? '')
  query.set('days', String(days))
  const ask = (path: string, signal: AbortSignal) =>
    askColumns<RhythmMeta>(path, signal).then((answer) => answer as RhythmColumns & { meta: RhythmMeta })
  return useAnswer('rhythm', area === null ? null : pathOf('/api/rhythm', query), ask, useRevision())
}

/** What is nominated for today and later, newest first. */
export function useNominations(): Answer<NominationsAnswer> {
  return useAnswer(nominationsName, '/api/nominations?limit=1000', json<NominationsAnswer>, useRevision())
}
/** Under this name the nominations are kept, for whoever has just changed them. */
export const nominationsName = 'nominations'

/** The sites of a cell, or (null) those in no cell. */
export function useSites(area: string | null, wanted: boolean): Answer<SitesAnswer> {
  const query = new URLSearchParams(area === null ? { located: 'no' } : { area })
  query.set('limit', '5000')
  return useAnswer('sites', wanted ? pathOf('/api/sites', query) : null, json<SitesAnswer>, useRevision())
}

/** The first sites that lie in no cell. */
export function useUnlocatedSites(limit: number): Answer<SitesAnswer> {
  const path = `/api/sites?located=no&limit=${limit}`
  return useAnswer('unlocated', path, json<SitesAnswer>, useRevision())
}

/** Areas by id, and cells by number at the geometry they are of. */
export function useAreaIndex(areas: AreasAnswer | undefined) {
  return useMemo(() => {
    const byId = new Map<string, AreaItem>()
    const byNo = new Map<number, AreaItem>()
    for (const area of areas?.areas ?? []) {
      byId.set(area.areaId, area)
      if (area.level === 'cell') byNo.set(area.areaNo, area)
    }
    return { geometryRevision: areas?.geometryRevision ?? '', byId, byNo }
  }, [areas])
}
