import { useWords } from '#client/i18n/use-words.ts'
import type { WhyAnswer } from '#data/contract/api.ts'

/** Why one site is overdue: its one reason; or that it is not. */
export function SiteWhy({ why, siteId }: { why: WhyAnswer; siteId: string }) {
  const { t } = useWords()
  const reason = why.sites.find((site) => site.siteId === siteId)?.reason
  return (
    <div className="card-part">
      <div className="part-head">
        <h3>{t('card.why')}</h3>
      </div>
      {reason === undefined ? (
        <p className="card-note">{t('site.within')}</p>
      ) : (
        <p className="site-why">
          <span className="why-dot why-1" aria-hidden="true" />
          {t(`card.reason.${reason}`)}
        </p>
      )}
    </div>
  )
}
