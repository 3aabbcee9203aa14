import type { Look } from '#client/state/look.ts'
import type { DistrictAnswer } from '#data/contract/api.ts'

/** More symbols than this are noise where the whole district is seen. */
const mostSymbols = 250

/** The kinds that the filter asks for, when their sites are few enough to be seen from afar. */
export function fewKinds(asked: Look['kinds'], counts: DistrictAnswer['kinds']): Look['kinds'] {
  if (asked === null) return null
  const sites = asked.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0)
  return sites <= mostSymbols ? asked : null
}
