import { useQuery } from '@tanstack/react-query'
import { askJson } from '#client/api/ask.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { AreaItem, AreasAnswer } from '#data/contract/api.ts'

/** The areas, by their names; asked where a name is wanted. */
export function useAreaNames(wanted: boolean): readonly AreaItem[] | null {
  const { data } = useQuery({
    queryKey: ['area-names'],
    enabled: wanted,
    queryFn: ({ signal }) => askJson<AreasAnswer>('/api/areas', { signal }),
    staleTime: 300_000,
  })
  return data?.areas ?? null
}

/** The name of the area somebody may see; null while it is not known, or where it is the whole district. */
export function useScopeName(scope: string | null): string | null {
  const { language } = useWords()
  const area = useAreaNames(scope !== null)?.find(({ areaId }) => areaId === scope)
  return area === undefined ? null : nameIn(language, area)
}
