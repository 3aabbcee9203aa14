import { useState } from 'react'
import { categoryName } from '#client/i18n/category-name.ts'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { changeLook } from '#client/state/use-look.ts'
import type { IssuesAnswer } from '#data/contract/api.ts'
import type { KnownIssue } from '#data/contract/questions.ts'
import { useRows } from './rows.ts'
import { SeverityMark } from './severity-mark.tsx'
import type { Scene } from './scene.ts'

/** Asked for at once, and shown before somebody wants to see all of them. */
export const issuesAsked = 100
const few = 4

interface Props {
  answer: IssuesAnswer
  scene: Scene
  /** Whether each leads to its site; without, all are of the site that is shown. */
  leads: boolean
}

/** What is open, the longest overdue first: how grave, what, where, due when. */
export function IssueList({ answer, scene, leads }: Props) {
  const { t, format } = useWords()
  const [all, setAll] = useState(false)
  const { rows, onPaper } = useRows('due', few)
  const { total, overdue, issues } = answer
  const shown = all ? issues : issues.slice(0, rows)
  const beyond = total - shown.length
  const counted = t('card.openIssues', { n: format.whole(total), count: total })
  const late = t('card.ofOverdue', { n: format.whole(overdue), count: overdue })
  return (
    <div className="card-part">
      <div className="part-head">
        <h3>{t('issues.label')}</h3>
        {total > 0 && <span className="quiet">{overdue > 0 ? counted + late : counted}</span>}
      </div>
      {total === 0 && <p className="card-note">{t('issues.none')}</p>}
      <ul className="issues">
        {shown.map((issue) => (
          <Issue key={issue.issueId} issue={issue} scene={scene} leads={leads} />
        ))}
      </ul>
      {!onPaper && issues.length > few && (
        <button type="button" className="link issues-all" aria-expanded={all} onClick={() => setAll(!all)}>
          {all
            ? t('issues.fewer')
            : t('issues.all', { n: format.whole(issues.length), count: issues.length })}
        </button>
      )}
      {(all || onPaper) && beyond > 0 && (
        <p className="quiet site-more">{t('issues.beyond', { n: format.whole(beyond), count: beyond })}</p>
      )}
    </div>
  )
}

function Issue({ issue, scene, leads }: { issue: KnownIssue; scene: Scene; leads: boolean }) {
  const { t, language, format } = useWords()
  const { latest } = scene
  const { siteId, siteName: name, siteNameEn, kind, overdueDays, dueDay } = issue
  const what = categoryName(issue.category, t)
  const words = [
    leads ? what : null,
    issue.source === null || issue.source === 'visit' ? null : t(`issues.source.${issue.source}`),
    t('issues.raised', { day: format.day(issue.raisedDay, latest) }),
    overdueDays === null || dueDay === null ? null : t('issues.due', { day: format.day(dueDay, latest) }),
    issue.rectifiedDay === null ? null : t('issues.rectified'),
    issue.goodFaith ? t('issues.goodFaith') : null,
  ].filter((word) => word !== null)
  const content = (
    <>
      <SeverityMark severity={issue.severity} />
      <span className="issue-what">
        {leads ? siteName({ siteId, name, nameEn: siteNameEn, kind }, language, t) : what}
      </span>
      {overdueDays === null ? (
        <span className="issue-due">
          {dueDay === null ? t('issues.noDue') : t('issues.due', { day: format.day(dueDay, latest) })}
        </span>
      ) : (
        <strong className="issue-due">
          {t('issues.overdue', { n: format.whole(overdueDays), count: overdueDays })}
        </strong>
      )}
      <span className="issue-words">{words.join(' · ')}</span>
    </>
  )
  return (
    <li>
      {leads ? (
        <button
          type="button"
          className="issue"
          onClick={() => changeLook({ cell: issue.cellId, site: siteId })}
        >
          {content}
        </button>
      ) : (
        <div className="issue">{content}</div>
      )}
    </li>
  )
}
