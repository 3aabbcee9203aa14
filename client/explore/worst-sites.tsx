import { useState } from 'react'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Flag } from '#client/nominate/flag.tsx'
import { changeLook } from '#client/state/use-look.ts'
import { KindIcon } from '#client/ui/kind-icon.tsx'
import type { NominationItem, WhyAnswer } from '#data/contract/api.ts'
import { useRows } from './rows.ts'

const few = 4
const most = 200

/** The sites longest without a visit, each a way to its own card. */
export function WorstSites({
  sites,
  nominations,
}: {
  sites: WhyAnswer['sites']
  nominations: readonly NominationItem[]
}) {
  const { t, language, format } = useWords()
  const [all, setAll] = useState(false)
  const { rows, onPaper } = useRows('due', few)
  if (sites.length === 0) return null
  const worst = sites
    .toSorted(
      (a, b) => (b.recencyDays ?? Infinity) - (a.recencyDays ?? Infinity) || b.debtMilli - a.debtMilli,
    )
    .slice(0, all ? most : rows)
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
              {nominations.some(({ siteId }) => siteId === site.siteId) && <Flag />}
              <strong>
                {site.recencyDays === null
                  ? t('ranking.never')
                  : t('unit.daysShort', { n: format.whole(site.recencyDays), count: site.recencyDays })}
              </strong>
            </button>
          </li>
        ))}
      </ul>
      {!onPaper && sites.length > few && (
        <button type="button" className="link site-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('issues.fewer') : t('card.moreSites', { n: format.whole(more), count: more })}
        </button>
      )}
      {(all || onPaper) && more > 0 && (
        <p className="quiet site-more">{t('card.moreSites', { n: format.whole(more), count: more })}</p>
      )}
    </div>
  )
}
