import type { Formats } from '#client/i18n/formats.ts'
import { sectorName } from '#client/i18n/sector-name.ts'
import type { Translate } from '#client/i18n/use-words.ts'
import { bothSteps, densitySteps, standings, type Lit, type Look } from '#client/state/look.ts'
import { binRange } from './bin-range.ts'

/** The look with every filter taken off. */
export const plainFilters: Partial<Look> = {
  kinds: null,
  sectors: null,
  modes: null,
  severities: null,
  show: null,
  bins: null,
  knownAt: null,
}

/** Whether any filter is on. */
export function isFiltered({ kinds, sectors, modes, severities, show, bins }: Look): boolean {
  return [kinds, sectors, modes, severities, show, bins].some((filter) => filter !== null)
}

function litName(lit: Lit, t: Translate): string {
  const both = bothSteps.findIndex((one) => one === lit)
  if (both !== -1) {
    const column = (['within', 'overdue', 'long-overdue'] as const)[both % 3] ?? 'within'
    const row = (['rowLess', 'rowOne', 'rowTwo'] as const)[Math.floor(both / 3)] ?? 'rowLess'
    return `${column === 'within' ? t('legend.within') : t(`standing.${column}`)} · ${t(`legend.${row}`)}`
  }
  const step = densitySteps.find((one) => one === lit)
  const standing = standings.find((one) => one === lit)
  if (step !== undefined) return t(`density.${step}`)
  return standing === undefined ? '' : t(`standing.${standing}`)
}

/** The filters of a look in words, for print and for "nothing matches". */
export function filterWords(look: Look, t: Translate, format: Formats): string[] {
  const list = (words: readonly string[]) => words.join(t('filters.separator'))
  const { kinds, sectors, modes, severities, show, bins, measure } = look
  const words: string[] = []
  if (kinds !== null) words.push(list(kinds.map((kind) => t(`kinds.${kind}`))))
  if (sectors !== null) {
    words.push(t('filters.sectors', { list: list(sectors.map((sector) => sectorName(sector, t))) }))
  }
  if (modes !== null) words.push(t('filters.modes', { list: list(modes.map((mode) => t(`mode.${mode}`))) }))
  if (severities !== null) words.push(t('filters.severities', { list: list(severities.map(format.whole)) }))
  if (show !== null) words.push(list(show.map((lit) => litName(lit, t))))
  if (bins !== null)
    words.push(binRange(bins, measure === 'density' ? 'density' : 'recency', null, t, format))
  return words
}
