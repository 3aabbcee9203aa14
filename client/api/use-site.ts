import { queryOptions, useQuery } from '@tanstack/react-query'
import type { SiteItem, SitesAnswer } from '#data/contract/api.ts'
import { askJson } from './ask.ts'

/** The question about one site by its number, which is valid for one register revision; null: there is none. */
export function siteQuestion(registerRevision: string, siteNo: number) {
  return queryOptions({
    queryKey: ['site-by-no', registerRevision, siteNo],
    queryFn: async (): Promise<SiteItem | null> => {
      const { sites } = await askJson<SitesAnswer>(`/api/sites?after=${siteNo - 1}&limit=1`)
      return sites.find((site) => site.siteNo === siteNo) ?? null
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The site of a number; null while it is not known, or none is asked for. */
export function useSiteByNo(registerRevision: string, siteNo: number | null): SiteItem | null {
  const { data } = useQuery({ ...siteQuestion(registerRevision, siteNo ?? 0), enabled: siteNo !== null })
  return data ?? null
}
