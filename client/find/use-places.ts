import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { askJson } from '#client/api/ask.ts'
import { isPassing } from '#client/api/use-answers.ts'
import { useLive } from '#client/state/live.ts'
import type { SearchAnswer, SearchItem } from '#data/contract/api.ts'

/** So many of each level are asked for. */
export const mostOfLevel = 8
/** Between two keys nothing is asked. */
const pauseMs = 80

export interface Places {
  /** The answer to what is typed; while that is on its way, the one before. Null: nothing was asked, or nothing came. */
  items: readonly SearchItem[] | null
  /** What is typed has no answer yet. */
  pending: boolean
  error: unknown
  retry: () => void
}

/** Looks places up as they are typed. An older answer never takes the place of a newer one. */
export function usePlaces(typed: string): Places {
  const words = typed.trim()
  const asked = useSettled(words)
  const revision = useLive((live) => live.revision?.revision ?? '')
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    queryKey: ['search', asked, revision],
    enabled: asked !== '',
    queryFn: ({ signal }) =>
      askJson<SearchAnswer>(`/api/search?${new URLSearchParams({ q: asked, limit: String(mostOfLevel) })}`, {
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: (failures, error) => failures < 1 && isPassing(error),
  })
  const failed = error !== null && !isFetching
  return {
    items: words === '' || failed ? null : (data?.items ?? null),
    pending: words !== '' && !failed && (words !== asked || isPlaceholderData || data === undefined),
    error: words === '' || !failed ? null : error,
    retry: () => void refetch(),
  }
}

/** The text once it has stood for a moment; nothing at once. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => settle(text), text === '' ? 0 : pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
