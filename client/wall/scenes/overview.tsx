import { Figure, Figures, Hero } from '../show/figure.tsx'
import type { Picture } from '../show/picture.ts'
import { BandBar } from '../show/band-bar.tsx'
import { useWallWords } from '../words.ts'

/** How many cells are overdue, how all of them stand, and what the last closed day was. */
export function OverviewPanel({ picture: { counts, sums, counters, asOf } }: { picture: Picture }) {
  const { t, format } = useWallWords()
  const n = format.whole
  const day = format.day(asOf, asOf)
  const overdue = counts.overdue + counts['long-overdue']
  return (
    <>
      <Hero value={n(overdue)} label={t('overview.overdue', { count: overdue })}>
        {counts.never === 0
          ? t('overview.neverNone')
          : t('overview.never', { n: n(counts.never), count: counts.never })}
      </Hero>
      <BandBar counts={counts} />
      <Figures>
        {counters !== null && (
          <>
            <Figure
              value={n(counters.day.batches)}
              unit={t('unit.batches')}
              label={t('overview.out', { day })}
            />
            <Figure
              value={n(counters.day.places)}
              unit={t('unit.places')}
              label={t('overview.visited', { day })}
            />
          </>
        )}
        {sums.active > 0 && (
          <Figure value={n((100 * sums.covered) / sums.active)} unit="%" label={t('overview.within')} />
        )}
        <Figure
          value={n(sums.overdueIssues)}
          unit={t('unit.issues')}
          label={t('overview.overdueIssues', { count: sums.overdueIssues })}
        />
      </Figures>
    </>
  )
}
