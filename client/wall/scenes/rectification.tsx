import { nameIn } from '#client/i18n/formats.ts'
import type { Picture } from '../show/picture.ts'
import { Ranked, Sentence } from '../show/ranked.tsx'
import { useWallWords } from '../words.ts'

/** What was found and should have been put right by now. */
export function RectificationPanel({ picture: { sums, ranked, rankedAsOf, asOf } }: { picture: Picture }) {
  const { t, language, format } = useWallWords()
  const n = format.whole
  const worst = ranked
    .filter((community) => community.sums.overdueIssues > 0)
    .toSorted((a, b) => b.sums.overdueIssues - a.sums.overdueIssues)
    .slice(0, 5)
  const most = Math.max(1, worst[0]?.sums.overdueIssues ?? 0)
  return (
    <>
      <Sentence title={t('rectification.title', { n: n(sums.overdueIssues), count: sums.overdueIssues })}>
        {worst.length === 0
          ? t('rectification.none', { open: n(sums.open) })
          : t('rectification.of', { open: n(sums.open) })}
      </Sentence>
      <Ranked
        rows={worst.map(({ area, sums: own }) => ({
          key: area.areaId,
          name: nameIn(language, area),
          value: n(own.overdueIssues),
          parts: [{ key: 'overdue', share: own.overdueIssues / most, swatch: 'density-3' }],
        }))}
      />
      {worst.length > 0 && (
        <p className="panel-note">{t('rectification.note', { day: format.day(rankedAsOf, asOf) })}</p>
      )}
    </>
  )
}
