import { useWords } from '#client/i18n/use-words.ts'
import type { SiteRecord } from '#client/state/site.ts'
import type { Settings } from '#data/contract/settings.ts'

/** Visits the site has had to receive, against the most it should. */
export function BurdenBars({ record, caps }: { record: SiteRecord; caps: Settings['caps'] }) {
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
          <span>{t(`site.${key}`, { n: format.whole(visits), cap: format.whole(cap) })}</span>
          <span className="burden-bar" aria-hidden="true">
            <span
              data-over={visits >= cap || undefined}
              style={{ inlineSize: `${Math.min(100, (visits / cap) * 100)}%` }}
            />
          </span>
        </div>
      ))}
    </div>
  )
}
