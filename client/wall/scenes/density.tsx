import { nameIn } from '#client/i18n/formats.ts'
import { densityBandOf } from '#client/state/cells.ts'
import { rawPer100Visits } from '#data/contract/bands.ts'
import type { Picture } from '../show/picture.ts'
import { Ranked, Sentence } from '../show/ranked.tsx'
import { useWallWords } from '../words.ts'

/** How much is found, and in which communities most. */
export function DensityPanel({ picture }: { picture: Picture }) {
  const { t, language, format } = useWallWords()
  const { coverage, ranked, rankedAsOf, asOf, district } = picture
  const mean = rawPer100Visits(coverage.meta.district)
  const worst = ranked
    .flatMap((community) => (community.per100 === null ? [] : [{ ...community, per100: community.per100 }]))
    .toSorted((a, b) => b.per100 - a.per100)
    .slice(0, 5)
  const most = Math.max(1, worst[0]?.per100 ?? 0)
  const n = format.whole
  return (
    <>
      <Sentence
        title={
          mean === null ? t('density.none') : t('density.title', { n: n(mean), count: Math.round(mean) })
        }
      >
        {t('density.how', { days: n(coverage.meta.windowDays) })}
      </Sentence>
      <Ranked
        rows={worst.map(({ area, per100 }) => ({
          key: area.areaId,
          name: nameIn(language, area),
          value: n(per100),
          parts: [
            {
              key: 'found',
              share: per100 / most,
              swatch: `density-${densityBandOf(
                mean === null || mean === 0 ? 0 : (1000 * per100) / mean,
                district.settings.densityBreaks,
              )}`,
            },
          ],
        }))}
      />
      {worst.length > 0 && (
        <p className="panel-note">{t('ranked.per100', { day: format.day(rankedAsOf, asOf) })}</p>
      )}
    </>
  )
}
