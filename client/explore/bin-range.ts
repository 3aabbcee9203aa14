import type { Formats } from '#client/i18n/formats.ts'
import type { Translate } from '#client/i18n/use-words.ts'
import { binCount } from '#client/state/histogram.ts'
import type { Bins } from '#client/state/look.ts'

/**
 * A range of the histogram's bars in words: days where all cells share an interval, else multiples of the interval
 * or of the district's mean. The last bar is open: "over 40 d".
 */
export function binRange(
  [first, last]: Bins,
  measure: 'recency' | 'density',
  intervalDays: number | null,
  t: Translate,
  format: Formats,
): string {
  const open = last === binCount - 1
  if (measure === 'recency' && intervalDays !== null) {
    const days = (text: string) => t('legend.days', { n: text, count: 2 })
    const from = first === 0 ? 0 : Math.floor((first * intervalDays) / 10) + 1
    if (open) return t('legend.atLeast', { value: days(format.whole(from)) })
    const to = Math.max(from, Math.floor(((last + 1) * intervalDays) / 10))
    return days(from === to ? format.whole(from) : `${format.whole(from)}–${format.whole(to)}`)
  }
  const times = (n: string) => t(measure === 'recency' ? 'legend.timesInterval' : 'legend.timesMean', { n })
  const say = (edge: number) => format.upToTenth(edge / 10)
  return open ? t('legend.moreThan', { value: times(say(first)) }) : times(`${say(first)}–${say(last + 1)}`)
}
