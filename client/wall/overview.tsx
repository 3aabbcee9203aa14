import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Standing } from '#data/contract/bands.ts'
import { useOverview } from './use-overview.ts'
import { useWallWords } from './words.ts'

const bands = [
  'never',
  'long-overdue',
  'overdue',
  'due-soon',
  'on-time',
  'fresh',
] as const satisfies Standing[]

/** How many cells are overdue, how many were never visited, and how all of them stand; of no cell by name. */
export function Overview() {
  const { t: say } = useWords()
  const { t, language, format } = useWallWords()
  const { overview } = useOverview()
  if (overview === null) return <p className="wall-quiet">{t('overview.waiting')}</p>
  const { counts, district, asOf } = overview
  const overdue = counts.overdue + counts['long-overdue']
  const shown = bands.filter((band) => counts[band] > 0)
  const all = shown.reduce((sum, band) => sum + counts[band], 0)
  const n = (value: number) => format.whole(value)
  return (
    <>
      <p className="wall-place">
        {nameIn(language, district.settings.district)}
        {district.settings.district.synthetic && <span className="wall-quiet"> · {t('demo')}</span>}
      </p>
      <h1 className="wall-hero">
        <span className="wall-hero-number">{n(overdue)}</span>
        <span>
          {t('overview.overdue', { count: overdue })}
          <span className="wall-quiet">{t('overview.of', { n: n(all), count: all })}</span>
        </span>
      </h1>
      <p className="wall-never">
        {counts.never === 0
          ? t('overview.neverNone')
          : t('overview.never', { n: n(counts.never), count: counts.never })}
      </p>
      <div className="wall-bands" aria-hidden="true">
        {shown.map((band) => (
          <span key={band} className={`wall-band wall-band-${band}`} style={{ flexGrow: counts[band] }} />
        ))}
      </div>
      <ul className="wall-legend">
        {shown.map((band) => (
          <li key={band}>
            <span className={`wall-swatch wall-band-${band}`} aria-hidden="true" />
            {say(`standing.${band}`)} <b>{n(counts[band])}</b>
          </li>
        ))}
      </ul>
      <p className="wall-quiet">{t('overview.asOf', { day: format.fullDay(asOf) })}</p>
    </>
  )
}
