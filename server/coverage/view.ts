import type { View } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import { dayValue, type Params } from '#server/warehouse/reader.ts'

/**
 * A view as the parameters all questions share: $asOf, $knownAt, $windowDays, $kinds, $sectors, $severities; $modes,
 * those that count, and $onlyModes, for questions about every visit: those asked for, else null.
 */
export function viewParams(settings: Settings, view: View) {
  return {
    asOf: dayValue(view.asOf),
    knownAt: view.knownAt === null ? null : dayValue(view.knownAt),
    windowDays: view.windowDays,
    kinds: view.kinds,
    sectors: view.sectors,
    modes: view.modes ?? settings.qualifyingModes,
    onlyModes: view.modes,
    severities: view.severities,
  } satisfies Params
}
