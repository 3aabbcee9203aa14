import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { attemptOf } from '#client/state/strip.ts'
import { changeLook } from '#client/state/use-look.ts'
import { KindIcon } from '#client/ui/kind-icon.tsx'
import type { HistoryVisit } from '#data/contract/questions.ts'
import { useRows } from './rows.ts'
import type { Scene } from './scene.ts'

interface Props {
  visits: readonly HistoryVisit[]
  scene: Scene
  /** Says which site each visit was to, by its id; without it all are to the same one. */
  siteName?: (visit: HistoryVisit) => string
}

const most = 8

/** The last visits, newest first: when, where, how, what came of it. Teams, never persons. */
export function VisitList({ visits, scene, siteName }: Props) {
  const { t, language, format } = useWords()
  const { rows, onPaper } = useRows('done', most)
  return (
    <div className="card-part">
      <div className="part-head">
        <h3>{t('card.visitsHeading')}</h3>
      </div>
      {visits.length === 0 && <p className="card-note">{t('card.noVisits')}</p>}
      <ul className="visits">
        {visits.slice(0, rows).map((visit) => {
          const team = nameIn(language, { name: visit.teamName, nameEn: visit.teamNameEn })
          const words = [
            t(`mode.${visit.mode}`),
            visit.result === null ? null : t(`result.${visit.result}`),
            visit.issues > 0
              ? t('card.issuesFound', { n: format.whole(visit.issues), count: visit.issues })
              : null,
            visit.late ? t('card.enteredLate') : null,
            team,
          ].filter((word) => word !== null)
          return (
            <li key={visit.visitId} className={`visit visit-${attemptOf(visit)}`}>
              <time dateTime={visit.visitedAt}>{format.day(visit.day, scene.latest)}</time>
              {siteName !== undefined && (
                <button
                  type="button"
                  className="visit-site"
                  onClick={() => changeLook({ site: visit.siteId })}
                >
                  <KindIcon kind={visit.kind} />
                  {siteName(visit)}
                </button>
              )}
              <span className="visit-words">{words.join(' · ')}</span>
            </li>
          )
        })}
      </ul>
      {onPaper && visits.length > rows && <p className="quiet site-more">{t('paper.earlierVisits')}</p>}
    </div>
  )
}
