import { Rich } from '#client/i18n/rich.tsx'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import type { Lit } from '#client/state/look.ts'
import { Fact, Facts, Place } from './fact.tsx'
import type { Scene } from './scene.ts'

/** The sentence that the headline chose, in words. `short`: where there is no room for a relative clause. */
export function Sentence({ scene, short }: { scene: Scene; short: boolean }) {
  const { t, language, format } = useWords()
  const { headline, look, coverage, asOf } = scene
  const place = (cell: Cell) => (cell.area === null ? '' : nameIn(language, cell.area))
  const parts = (cell: Cell | null, lits: readonly Lit[]) => ({
    b: lits.length === 0 ? <strong /> : <Facts look={look} show={lits} strong />,
    d: <Place look={look} cell={cell} strong={false} />,
    a: <Facts look={look} show={['never']} />,
    c: <Place look={look} cell={cell} />,
  })
  switch (headline.says) {
    case 'overdue': {
      const { overdue, never, longest } = headline
      const days = longest.recencyDays ?? 0
      const components = parts(longest, ['long-overdue', 'overdue'])
      const values = { place: place(longest), days: format.whole(days) }
      const longestParts = { t, count: days, values, components }
      return (
        <>
          <Rich
            i18nKey="headline.overdue"
            count={overdue}
            values={{ n: format.whole(overdue) }}
            components={components}
          />
          {never > 0 && (
            <Rich
              i18nKey="headline.alsoNever"
              count={never}
              values={{ n: format.whole(never) }}
              components={components}
            />
          )}
          {t('headline.stop')} <br />
          {short ? (
            <Rich i18nKey="headline.longestWell" {...longestParts} />
          ) : (
            <Rich i18nKey="headline.longestOverdue" {...longestParts} />
          )}
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
      if (longest === null) return <Rich i18nKey="headline.neverOnly" {...said} />
      return <Rich i18nKey="headline.never" {...said} />
    }
    case 'well': {
      const { longest } = headline
      const days = longest.recencyDays ?? 0
      return (
        <>
          <Rich i18nKey="headline.well" components={parts(longest, [])} /> <br />
          <Rich
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
      const window = format.whole(coverage.meta.windowDays)
      const values = { window, visits: format.whole(visits), n: format.whole(found) }
      if (visits === 0)
        return <Rich i18nKey="headline.noVisitsInWindow" values={values} components={parts(null, [])} />
      const issues = {
        t,
        count: found,
        values,
        components: { b: <Fact look={look} patch={{ order: 'density' }} strong /> },
      }
      const most = {
        t,
        values: { place: densest === null ? '' : place(densest), rate: format.tenth(densest?.per100 ?? 0) },
        components: parts(densest, []),
      }
      return (
        <>
          {short ? (
            <Rich i18nKey="headline.issuesShort" {...issues} />
          ) : (
            <Rich i18nKey="headline.issues" {...issues} />
          )}{' '}
          <br />
          {densest === null ? (
            t('headline.noDensest')
          ) : short ? (
            <Rich i18nKey="headline.densestShort" {...most} />
          ) : (
            <Rich i18nKey="headline.densest" {...most} />
          )}
        </>
      )
    }
    case 'no-areas':
      return <Rich i18nKey="headline.noAreas" components={parts(null, [])} />
    case 'no-sites':
      return <Rich i18nKey="headline.noSites" components={parts(null, [])} />
    case 'no-visits':
      return <Rich i18nKey="headline.noVisits" components={parts(null, [])} />
    case 'no-match':
      return <Rich i18nKey="headline.noMatch" components={parts(null, [])} />
    case 'too-early': {
      const first = scene.district.firstDay ?? asOf
      const values = { day: format.day(asOf, scene.latest), first: format.day(first, asOf) }
      return <Rich i18nKey="headline.tooEarly" values={values} components={parts(null, [])} />
    }
  }
}
