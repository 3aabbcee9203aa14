import { useQuery } from '@tanstack/react-query'
import type { MeAnswer, PersonRole } from '#data/contract/access.ts'
import { askJson } from '#client/api/ask.ts'

/** Who this browser is to the server; undefined until it has said so. */
export function useMe(): MeAnswer | undefined {
  const { data } = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => askJson<MeAnswer>('/api/me', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return data
}

/**
 * Whether somebody may ask a route, as "PUT /api/settings": what they may not is not shown to them. Until the server
 * has said it everything is, since most may; it refuses by itself whatever is shown.
 */
export function useMay(route: string): boolean {
  const me = useMe()
  return me === undefined || me.may.includes(route)
}

/** Looks at the demo in a role, or (null) in all that go together, from the next page on. */
export async function lookAs(role: PersonRole | null): Promise<void> {
  await fetch('/api/me/demo-role', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role }),
  })
  // Everything that was answered was answered to somebody else.
  window.location.reload()
}
