import { useDistrict } from '#client/api/use-answers.ts'
import { useAccessWords } from './words.ts'

const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Says a moment, with its year where that is not the present one, in the district's zone. */
export function useMoment(): (iso: string) => string {
  const { format } = useAccessWords()
  const { data } = useDistrict()
  return (iso) => format.moment(iso, data?.settings.zone ?? ownZone(), data?.today ?? '')
}

/** Says a moment in this browser's zone, for whom the server does not know yet. */
export function useOwnMoment(): (iso: string) => string {
  const { format } = useAccessWords()
  return (iso) => format.moment(iso, ownZone(), '')
}
