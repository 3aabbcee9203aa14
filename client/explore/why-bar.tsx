import { useWords } from '#client/i18n/use-words.ts'
import type { WhyAnswer } from '#data/contract/api.ts'
import { whyReasons } from '#data/contract/questions.ts'

/** Why its sites are overdue, in greys: each site has one reason, so the counts add up. */
export function WhyBar({ why }: { why: WhyAnswer }) {
  const { t, format } = useWords()
  const reasons = whyReasons
    .map((reason) => ({ reason, sites: why.reasons[reason] ?? 0 }))
    .filter(({ sites }) => sites > 0)
    .toSorted((a, b) => b.sites - a.sites)
  const total = reasons.reduce((sum, { sites }) => sum + sites, 0)
  return (
    <div className="card-part">
      <div className="part-head">
        <h3>{t('card.why')}</h3>
        <span className="quiet">{t('card.overdueSites', { n: format.whole(total), count: total })}</span>
      </div>
      {total === 0 ? (
        <p className="card-note">{t('card.noneOverdue')}</p>
      ) : (
        <>
          <div className="why-bar" aria-hidden="true">
            {reasons.map(({ reason, sites }, index) => (
              <span key={reason} className={`why-${index + 1}`} style={{ flexGrow: sites }} />
            ))}
          </div>
          <ul className="why-rows">
            {reasons.map(({ reason, sites }, index) => (
              <li key={reason}>
                <span className={`why-dot why-${index + 1}`} aria-hidden="true" />
                <span>{t(`card.reason.${reason}`)}</span>
                <strong>{format.whole(sites)}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
