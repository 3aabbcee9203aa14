import { Trans } from 'react-i18next'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import { isWithin } from '#client/state/cells.ts'
import type { Lit } from '#client/state/look.ts'
import { changeLook } from '#client/state/use-look.ts'
import type { ReactNode } from 'react'
import type { Scene } from './scene.ts'

/** The biggest text on the page: one sentence that is true, its numbers and its place to be clicked. */
export function Headline({ scene }: { scene: Scene }) {
  return (
    <div className="headline">
      <h1>
        <Sentence scene={scene} />
      </h1>
      <Subline scene={scene} />
    </div>
  )
}

function Sentence({ scene }: { scene: Scene }) {
  const { t, language, format } = useWords()
  const { headline, look, asOf } = scene
  const place = (cell: Cell) => (cell.area === null ? '' : nameIn(language, cell.area))
  const parts = (cell: Cell | null, lits: readonly Lit[]) => ({
    b: lits.length === 0 ? <strong /> : <Facts show={lits} strong />,
    a: <Facts show={['never']} />,
    c: <Place cell={cell} />,
  })
  switch (headline.says) {
    case 'overdue': {
      const { overdue, never, longest } = headline
      const days = longest.recencyDays ?? 0
      const components = parts(longest, ['long-overdue', 'overdue'])
      return (
        <>
          <Trans
            t={t}
            i18nKey="headline.overdue"
            count={overdue}
            values={{ n: format.whole(overdue) }}
            components={components}
          />
          {never > 0 && (
            <Trans
              t={t}
              i18nKey="headline.alsoNever"
              count={never}
              values={{ n: format.whole(never) }}
              components={components}
            />
          )}
          {t('headline.stop')} <br />
          <Trans
            t={t}
            i18nKey="headline.longestOverdue"
            count={days}
            values={{ place: place(longest), days: format.whole(days) }}
            components={components}
          />
        </>
      )
    }
    case 'never': {
      const { never, longest } = headline
      const said = {
        t,
        count: never,
        values: { n: format.whole(never) },
        components: parts(longest, ['never']),
      }
      if (longest === null) return <Trans i18nKey="headline.neverOnly" {...said} />
      return <Trans i18nKey="headline.never" {...said} />
    }
    case 'well': {
      const { longest } = headline
      const days = longest.recencyDays ?? 0
      return (
        <>
          <Trans t={t} i18nKey="headline.well" components={parts(longest, [])} /> <br />
          <Trans
            t={t}
            i18nKey="headline.longestWell"
            count={days}
            values={{ place: place(longest), days: format.whole(days) }}
            components={parts(longest, [])}
          />
        </>
      )
    }
    case 'issues': {
      const { visits, found, densest } = headline
      const window = format.whole(look.windowDays)
      const values = { window, visits: format.whole(visits), n: format.whole(found) }
      if (visits === 0)
        return (
          <Trans t={t} i18nKey="headline.noVisitsInWindow" values={values} components={parts(null, [])} />
        )
      const rate = format.tenth(densest?.per100 ?? 0)
      return (
        <>
          <Trans t={t} i18nKey="headline.issues" count={found} values={values} components={parts(null, [])} />{' '}
          <br />
          {densest === null ? (
            t('headline.noDensest')
          ) : (
            <Trans
              t={t}
              i18nKey="headline.densest"
              values={{ place: place(densest), rate }}
              components={parts(densest, [])}
            />
          )}
        </>
      )
    }
    case 'no-areas':
      return <Trans t={t} i18nKey="headline.noAreas" components={parts(null, [])} />
    case 'no-sites':
      return <Trans t={t} i18nKey="headline.noSites" components={parts(null, [])} />
    case 'no-visits':
      return <Trans t={t} i18nKey="headline.noVisits" components={parts(null, [])} />
    case 'no-match':
      return <Trans t={t} i18nKey="headline.noMatch" components={parts(null, [])} />
    case 'too-early': {
      const first = scene.district.firstDay ?? asOf
      const values = { day: format.day(asOf, scene.latest), first: format.day(first, scene.latest) }
      return <Trans t={t} i18nKey="headline.tooEarly" values={values} components={parts(null, [])} />
    }
  }
}

/** How many, out of how many, by what interval, as of when. */
function Subline({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const { cells, intervals, intervalDays, district, look, asOf, latest } = scene
  if (cells.length === 0) return null
  const within = cells.filter(isWithin).length
  const parts = [
    asOf !== latest && t('headline.asOf', { day: format.day(asOf, latest) }),
    look.knownAt !== null && t('headline.knownAt', { day: format.day(look.knownAt, latest) }),
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

/** Its children fill in by Trans: a fact that lights what it counts. */
function Facts({
  show,
  strong = false,
  children,
}: {
  show: readonly Lit[]
  strong?: boolean
  children?: ReactNode
}) {
  const press = () => changeLook({ show, measure: 'recency' })
  return (
    <button type="button" className={strong ? 'fact fact-strong' : 'fact'} onClick={press}>
      {children}
    </button>
  )
}

function Place({ cell, children }: { cell: Cell | null; children?: ReactNode }) {
  const id = cell?.area?.areaId ?? null
  return (
    <button type="button" className="fact fact-strong" onClick={() => changeLook({ cell: id, site: null })}>
      {children}
    </button>
  )
}
