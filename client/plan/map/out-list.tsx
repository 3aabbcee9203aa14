import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { KindIcon } from '#client/ui/kind-icon.tsx'
import type { ExclusionsAnswer } from '#data/contract/plan.ts'
import { usePlanWords } from '../words.ts'

/** A list that nobody reads to its end is cut here. */
const mostRows = 200

/** What the map of exclusions shows, for those who do not see it. */
export function OutList({ sites }: { sites: ExclusionsAnswer['sites'] }) {
  const { t: say } = useWords()
  const { t, language, format } = usePlanWords()
  const more = sites.length - mostRows
  return (
    <details className="plan-team">
      <summary>{t('out.list')}</summary>
      <ul className="plan-out-list">
        {sites.slice(0, mostRows).map((site) => (
          <li key={site.siteId}>
            <KindIcon kind={site.kind} />
            <span>{siteName(site, language, say)}</span>
            <span className="quiet">{t(`out.${site.reason}`)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="quiet">{t('out.more', { count: more, n: format.whole(more) })}</p>}
    </details>
  )
}
