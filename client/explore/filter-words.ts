import type { Formats } from '#client/i18n/formats.ts'
import { sectorName } from '#client/i18n/sector-name.ts'
import type { useWords } from '#client/i18n/use-words.ts'
import type { Look } from '#client/state/look.ts'

type Translate = ReturnType<typeof useWords>['t']

/** The look with every filter taken off. */
export const plainFilters: Partial<Look> = {
  kinds: null,
  sectors: null,
  modes: null,
  severities: null,
  show: null,
  knownAt: null,
}

/** The filters of a look in words, for print and for "nothing matches". */
export function filterWords(look: Look, t: Translate, format: Formats): string[] {
  const modes = look.modes?.map((mode) => t(`mode.${mode}`)).join(t('filters.separator'))
  return [
    ...(look.kinds ?? []).map((kind) => t(`kinds.${kind}`)),
    ...(look.sectors ?? []).map((sector) => sectorName(sector, t)),
    ...(modes === undefined ? [] : [t('filters.modes', { list: modes })]),
    ...(look.windowDays === 30 ? [] : [t('filters.window', { n: format.whole(look.windowDays) })]),
  ]
}
