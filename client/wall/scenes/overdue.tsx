import { nameIn } from '#client/i18n/formats.ts'
import type { Picture, Community } from '../show/picture.ts'
import { Ranked, Sentence } from '../show/ranked.tsx'
import { Trend } from '../show/trend.tsx'
import { useWallWords } from '../words.ts'

const lateIn = ({ counts }: Community) => counts.overdue + counts['long-overdue'] + counts.never

/** Which communities have most cells that are overdue or were never visited, and how it went these three months. */
export function OverduePanel({ picture: { counts, ranked, rankedAsOf, asOf, trend } }: { picture: Picture }) {
  const { t, language, format } = useWallWords()
  const overdue = counts.overdue + counts['long-overdue']
  const worst = ranked
    .filter((community) => lateIn(community) > 0)
    .toSorted((a, b) => lateIn(b) - lateIn(a) || b.counts['long-overdue'] - a.counts['long-overdue'])
    .slice(0, 5)
  const most = worst[0] === undefined ? 1 : lateIn(worst[0])
  const n = format.whole
  return (
    <>
      <Sentence
        title={t(counts.never === 0 ? 'overdue.titleNoNever' : 'overdue.title', {
          n: n(overdue),
          never: n(counts.never),
          count: overdue,
        })}
      >
        {worst.length === 0 ? t('overdue.none') : t('ranked.five', { day: format.day(rankedAsOf, asOf) })}
      </Sentence>
      <Ranked
        rows={worst.map((community) => ({
          key: community.area.areaId,
          name: nameIn(language, community.area),
          value: n(lateIn(community)),
          parts: (['long-overdue', 'overdue', 'never'] as const).map((standing) => ({
            key: standing,
            share: community.counts[standing] / most,
            swatch: standing,
          })),
        }))}
      />
      {trend.length > 0 && (
        <Trend days={trend} from={t('trend.threeMonths')} to={format.day(asOf, asOf)} at={null} />
      )}
    </>
  )
}
