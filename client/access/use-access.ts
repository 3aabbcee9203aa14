import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { askJson } from '#client/api/ask.ts'
import type { AuditEntry, auditAnswer } from '#data/contract/audit.ts'
import type { displaysAnswer } from '#data/contract/displays.ts'
import type { peopleAnswer, SecondFactorState, sessionsAnswer } from '#data/contract/people.ts'

const pollMs = 10_000

export function useSessions() {
  return useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => askJson<z.infer<typeof sessionsAnswer>>('/api/sessions', { signal }),
  })
}

export function useSecondFactor() {
  return useQuery({
    queryKey: ['second-factor'],
    queryFn: ({ signal }) => askJson<SecondFactorState>('/api/me/second-factor', { signal }),
  })
}

export function usePeople() {
  return useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => askJson<z.infer<typeof peopleAnswer>>('/api/people', { signal }),
  })
}

/** Asked again now and then: displays come and go by themselves. */
export function useDisplays() {
  return useQuery({
    queryKey: ['displays'],
    queryFn: ({ signal }) => askJson<z.infer<typeof displaysAnswer>>('/api/displays', { signal }),
    refetchInterval: pollMs,
  })
}

export type AuditAnswer = z.infer<typeof auditAnswer>

/** Audit entries under filters (a query string), newest first, page by page. */
export function useAudit(filters: string) {
  const audit = useInfiniteQuery({
    queryKey: ['audit', filters],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams(filters)
      if (pageParam !== null) query.set('before', String(pageParam))
      return askJson<AuditAnswer>(query.size === 0 ? '/api/audit' : `/api/audit?${query}`, { signal })
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }: AuditAnswer) => next,
    placeholderData: keepPreviousData,
  })
  const entries: AuditEntry[] | null = audit.data?.pages.flatMap((page) => page.entries) ?? null
  return { ...audit, entries, chain: audit.data?.pages[0]?.chain ?? null }
}
