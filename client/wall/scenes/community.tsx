import { Blocks } from '../show/band-bar.tsx'
import { Figure, Figures, Hero } from '../show/figure.tsx'
import type { Picture } from '../show/picture.ts'
import { useWallWords } from '../words.ts'

/** One community of the tour. */
export function CommunityPanel({ picture, areaId }: { picture: Picture; areaId: string | null }) {
  const { t, format } = useWallWords()
  const community = picture.communities.find(({ area }) => area.areaId === areaId)
  if (community === undefined) return null
  const { cells, counts, sums } = community
  const n = format.whole
  const overdue = counts.overdue + counts['long-overdue']
  const longest = Math.max(...cells.map(({ recencyDays }) => recencyDays ?? 0))
  return (
    <>
      <Hero value={n(overdue)} over={n(cells.length)} label={t('overview.overdue', { count: overdue })}>
        {counts.never > 0
          ? t('overview.never', { n: n(counts.never), count: counts.never })
          : t('community.longest', { n: n(longest), count: longest })}
      </Hero>
      <Blocks counts={counts} />
      <Figures>
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
