import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { changeLook } from '#client/state/use-look.ts'
import { KindIcon } from '#client/ui/kind-icon.tsx'
import type { WhyAnswer } from '#data/contract/api.ts'
import { useRows } from './rows.ts'

const most = 4

/** The sites longest without a visit, each a way to its own card. */
export function WorstSites({ sites }: { sites: WhyAnswer['sites'] }) {
  const { t, language, format } = useWords()
  const { rows } = useRows(most)
  if (sites.length === 0) return null
  const worst = sites
    .toSorted(
      (a, b) => (b.recencyDays ?? Infinity) - (a.recencyDays ?? Infinity) || b.debtMilli - a.debtMilli,
    )
    .slice(0, rows)
  const more = sites.length - worst.length
  return (
    <div className="card-part">
      <h3 className="hidden">{t('card.worst')}</h3>
      <ul className="site-rows">
        {worst.map((site) => (
          <li key={site.siteId}>
            <button type="button" className="site-row" onClick={() => changeLook({ site: site.siteId })}>
              <KindIcon kind={site.kind} />
              <span className="site-name">{siteName(site, language, t)}</span>
              <strong>
                {site.recencyDays === null
                  ? t('ranking.never')
                  : t('unit.daysShort', { n: format.whole(site.recencyDays), count: site.recencyDays })}
              </strong>
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="quiet site-more">{t('card.moreSites', { n: format.whole(more), count: more })}</p>
      )}
    </div>
  )
}
