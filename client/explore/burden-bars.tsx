import { useWords } from '#client/i18n/use-words.ts'
import type { SiteRecord } from '#client/state/site.ts'
import type { Settings } from '#data/contract/settings.ts'

/** Visits the site has had to receive, against the most it should. */
export function BurdenBars({
  record,
  caps,
  ofUnit,
}: {
  record: SiteRecord
  caps: Settings['caps']
  /** Whether it has a unit, whose burden then is told too. */
  ofUnit: boolean
}) {
  const { t, format } = useWords()
  const rows = [
    { key: 'burden30', visits: record.burden30, cap: caps.site30 },
    { key: 'burden365', visits: record.burden365, cap: caps.site365 },
  ] as const
  return (
    <div className="card-part">
      <div className="part-head">
        <h3>{t('site.burden')}</h3>
      </div>
      {rows.map(({ key, visits, cap }) => (
        <div key={key} className="burden">
          <span>{t(`site.${key}`, { n: format.whole(visits), cap: format.whole(cap), count: visits })}</span>
          <span className="burden-bar" aria-hidden="true">
            <span
              data-over={visits >= cap || undefined}
              style={{ inlineSize: `${Math.min(100, (visits / cap) * 100)}%` }}
            />
          </span>
        </div>
      ))}
      {ofUnit && (
        <p className="quiet burden-unit">
          {t('site.unitBurden', {
            n30: format.whole(record.unitBurden30),
            n365: format.whole(record.unitBurden365),
          })}
        </p>
      )}
    </div>
  )
}
