import type { Formats } from '#client/i18n/formats.ts'
import type { Translate } from '#client/i18n/use-words.ts'
import { densitySteps, type Lit } from '#client/state/look.ts'
import { bands } from '#data/contract/bands.ts'
import type { Scene } from './scene.ts'

export interface LegendRow<Id extends Lit = Lit> {
  id: Id
  name: string
  /** Days, or multiples of interval or mean, in words. */
  range: string
  cells: number
}

/** The rows of the legend of what is shown, worst first. */
export function legendRows(
  scene: Scene,
  t: Translate,
  format: Formats,
): { bands: LegendRow[]; nothings: LegendRow<'never' | 'no-sites' | 'no-data'>[] } {
  const { counts, look } = scene
  const nothings = (['never', 'no-sites', 'no-data'] as const).map((id) => ({
    id,
    name: t(`standing.${id}`),
    range: '',
    cells: counts[id],
  }))
  if (look.measure === 'density') return { bands: densityRows(scene, t, format), nothings }
  if (look.measure === 'both') return { bands: [], nothings }
  const rows = bands.map((id, index) => ({
    id,
    name: t(`standing.${id}`),
    range: recencyRange(scene, index, t, format),
    cells: counts[id],
  }))
  return { bands: rows.toReversed(), nothings }
}

/** "> 28 d", "15–28 d", "≤ 7 d"; where intervals differ, multiples of the interval. */
function recencyRange(
  { district, intervalDays }: Scene,
  index: number,
  t: Translate,
  format: Formats,
): string {
  const { bandBreaks } = district.settings
  const below = bandBreaks[index - 1]
  const upTo = bandBreaks[index]
  if (intervalDays === null) return multiples(below, upTo, t, format)
  const whole = (milli: number) => Math.floor((milli * intervalDays) / 1000)
  const days = (text: string) => t('legend.days', { n: text, count: 2 })
  if (upTo === undefined) return t('legend.moreThan', { value: days(format.whole(whole(below ?? 0))) })
  if (below === undefined) return t('legend.upTo', { value: days(format.whole(whole(upTo))) })
  const first = whole(below) + 1
  const last = whole(upTo)
  if (first > last) return ''
  return days(first === last ? format.whole(last) : `${format.whole(first)}–${format.whole(last)}`)
}

function densityRows({ cells, district }: Scene, t: Translate, format: Formats): LegendRow[] {
  const { densityBreaks } = district.settings
  return densitySteps.map((id, fromTop) => {
    const band = densitySteps.length - 1 - fromTop
    return {
      id,
      name: t(`density.${id}`),
      range: multiples(densityBreaks[band - 1], densityBreaks[band], t, format),
      cells: cells.filter((cell) => cell.standing !== 'never' && cell.densityBand === band).length,
    }
  })
}

function multiples(
  below: number | undefined,
  upTo: number | undefined,
  t: Translate,
  format: Formats,
): string {
  const say = (milli: number) => format.upToTenth(milli / 1000)
  const times = (n: string) => t('legend.times', { n })
  if (upTo === undefined) return t('legend.moreThan', { value: times(say(below ?? 0)) })
  return below === undefined
    ? t('legend.upTo', { value: times(say(upTo)) })
    : times(`${say(below)}–${say(upTo)}`)
}
