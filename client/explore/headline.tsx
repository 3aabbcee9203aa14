import { Fragment, type ReactNode } from 'react'
import { Rich } from '#client/i18n/rich.tsx'
import type { Formats } from '#client/i18n/formats.ts'
import { useWords, type Translate } from '#client/i18n/use-words.ts'
import { isWithin, standingsWithin } from '#client/state/cells.ts'
import { changeLook } from '#client/state/use-look.ts'
import { Fact, Facts } from './fact.tsx'
import { filterWords, plainFilters } from './filter-words.ts'
import { KnownNote } from './known-note.tsx'
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
      <FilterNote scene={scene} />
      <KnownNote scene={scene} />
    </div>
  )
}

/** How many, out of how many, by what interval, as of when. */
function Subline({ scene, short }: { scene: Scene; short: boolean }) {
  const { t, format } = useWords()
  const { cells, intervals, district, look, asOf } = scene
  if (cells.length === 0) return null
  const present = asOf === district.today
  const data =
    district.dataAsOf !== null &&
    t(present ? 'headline.dataAsOf' : 'headline.lastEntry', {
      at: format.moment(district.dataAsOf, district.settings.zone, asOf),
    })
  const within = (
    <Rich
      i18nKey="headline.within"
      count={cells.length}
      values={{ n: format.whole(cells.length), within: format.whole(cells.filter(isWithin).length) }}
      components={{
        n: <Fact look={look} patch={{ layout: 'table', show: null, bins: null }} />,
        w: <Facts look={look} show={standingsWithin} />,
      }}
    />
  )
  const parts: { key: string; said: ReactNode }[] = [
    { key: 'data first', said: short && present && data },
    { key: 'as of', said: !present && t('headline.asOf', { day: format.day(asOf, district.today) }) },
    { key: 'within', said: !short && scene.tells && within },
    { key: 'interval', said: intervals !== null && intervalWords(intervals, t, format) },
    { key: 'data', said: !short && data },
  ]
  return (
    <p className="headline-sub">
      {parts
        .filter(({ said }) => said !== false)
        .map(({ key, said }, i) => (
          <Fragment key={key}>
            {i > 0 && ' · '}
            {said}
          </Fragment>
        ))}
    </p>
  )
}

/** Which filter one is looking through, and the way out of it. */
function FilterNote({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const filters = filterWords(scene.look, t, format)
  if (filters.length === 0 || scene.headline.says === 'no-match') return null
  return (
    <p className="headline-filters">
      <span>{t('filters.only', { list: filters.join(t('filters.join')) })}</span>
      <button type="button" className="link" onClick={() => changeLook(plainFilters)}>
        {t('filters.clear')}
      </button>
    </p>
  )
}

function intervalWords(
  { least, greatest }: { least: number; greatest: number },
  t: Translate,
  format: Formats,
): string {
  if (least === greatest) return t('headline.interval', { n: format.whole(least), count: least })
  return t('headline.intervals', { least: format.whole(least), greatest: format.whole(greatest) })
}
