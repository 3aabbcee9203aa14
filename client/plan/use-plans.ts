import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { askJson } from '#client/api/ask.ts'
import type {
  ExclusionsAnswer,
  HabitsAnswer,
  PlanChanges,
  PlanConstraints,
  PlanItem,
  PlanPreview,
  PlansAnswer,
  TargetsAnswer,
} from '#data/contract/plan.ts'

/** Others approve and draw meanwhile. */
const pollMs = 3_000
const pauseMs = 350

export function usePlans() {
  return useQuery({
    queryKey: ['plans'],
    queryFn: ({ signal }) => askJson<PlansAnswer>('/api/plans', { signal }),
    refetchInterval: pollMs,
  })
}

/** What a draw under these constraints would be like, once they have stood for a moment. Null: nothing to ask. */
export function usePreview(constraints: PlanConstraints | null) {
  const text = constraints === null ? null : JSON.stringify(constraints)
  const [settled, settle] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => settle(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  const preview = useQuery({
    queryKey: ['plan preview', settled],
    enabled: settled !== null,
    queryFn: ({ signal }) =>
      askJson<PlanPreview>('/api/plans/preview', { method: 'POST', body: settled ?? '', signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: 1,
  })
  return { ...preview, isOld: settled !== text || preview.isPlaceholderData }
}

/** Who could not be drawn under constraints that were reckoned; null: none are, yet. */
export function useDraftExclusions(constraints: PlanConstraints | null) {
  const body = constraints === null ? '' : JSON.stringify(constraints)
  return useQuery({
    queryKey: ['plan draft exclusions', body],
    enabled: constraints !== null,
    queryFn: ({ signal }) =>
      askJson<ExclusionsAnswer>('/api/plans/preview/exclusions', { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: 1,
  })
}

/** Who could not be drawn; it never changes. */
export function useExclusions(planId: string) {
  return useQuery({
    queryKey: ['plan exclusions', planId],
    queryFn: ({ signal }) => askJson<ExclusionsAnswer>(`/api/plans/${planId}/exclusions`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useChanges(planId: string | null) {
  return useQuery({
    queryKey: ['plan changes', planId],
    enabled: planId !== null,
    queryFn: ({ signal }) => askJson<PlanChanges>(`/api/plans/${planId}/changes`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Asked once a day: history moves slowly. */
export function useHabits(today: string) {
  return useQuery({
    queryKey: ['plan habits', today],
    queryFn: ({ signal }) => askJson<HabitsAnswer>('/api/plans/habits', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Asked anew when a team has reported something, not more often: each look is an entry of the audit. */
export function useTargets(plan: Pick<PlanItem, 'planId' | 'progress'>, isEnabled: boolean) {
  const { planId, progress } = plan
  return useQuery({
    queryKey: ['plan targets', planId, progress?.done, progress?.notReached],
    enabled: isEnabled,
    queryFn: ({ signal }) => askJson<TargetsAnswer>(`/api/plans/${planId}/targets`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Does something with plans; what is shown is asked for anew. Throws NoAnswer. */
export function useAct(): (path: string, body?: object) => Promise<PlanItem> {
  const client = useQueryClient()
  return async (path, body) => {
    const done = await askJson<PlanItem>(path, {
      method: 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    await client.invalidateQueries({ queryKey: ['plans'] })
    return done
  }
}
