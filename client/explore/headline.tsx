import { useWords } from '#client/i18n/use-words.ts'
import { isWithin } from '#client/state/cells.ts'
import type { Scene } from './scene.ts'
import { Sentence } from './sentence.tsx'

/** The biggest text on the page: one sentence that is true, its numbers and its place to be clicked. */
export function Headline({ scene, short = false }: { scene: Scene; short?: boolean }) {
  return (
    <div className="headline">
      <h1>
        <Sentence scene={scene} short={short} />
      </h1>
      <Subline scene={scene} short={short} />
    </div>
  )
}

/** How many, out of how many, by what interval, as of when. */
function Subline({ scene, short }: { scene: Scene; short: boolean }) {
  const { t, format } = useWords()
  const { cells, intervals, intervalDays, district, look, asOf, latest } = scene
  if (cells.length === 0) return null
  const within = cells.filter(isWithin).length
  const parts = [
    asOf !== latest && t('headline.asOf', { day: format.day(asOf, latest) }),
    look.knownAt !== null && t('headline.knownAt', { day: format.day(look.knownAt, latest) }),
    !short &&
      t('headline.within', {
        n: format.whole(cells.length),
        within: format.whole(within),
        count: cells.length,
      }),
    intervalDays !== null && t('headline.interval', { n: format.whole(intervalDays), count: intervalDays }),
    intervalDays === null &&
      intervals !== null &&
      t('headline.intervals', {
        least: format.whole(intervals.least),
        greatest: format.whole(intervals.greatest),
      }),
    district.dataAsOf !== null &&
      t('headline.dataAsOf', { at: format.moment(district.dataAsOf, district.settings.zone) }),
  ].filter((part) => part !== false)
  return <p className="headline-sub">{parts.join(' · ')}</p>
}
