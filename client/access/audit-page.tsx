import { Download } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useSearch } from 'wouter'
import { Failure } from '#client/explore/failure.tsx'
import type { ThemeName } from '#client/state/look.ts'
import { useMay } from './me.ts'
import { Shape } from '#client/ui/shape.tsx'
import { AccessPage } from './access-page.tsx'
import { AuditChain } from './audit-chain.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditRows } from './audit-rows.tsx'
import { changeFilters, filterQuery, readFilters } from './filters-of-audit.ts'
import { useAudit } from './use-access.ts'
import { useAccessWords } from './words.ts'

const none = { kind: null, account: null, what: null, from: null, to: null, refused: null }

/** What was done here and by whom, newest first, and whether anybody has touched it since. */
export function AuditPage({ theme }: { theme: ThemeName }) {
  const { t } = useAccessWords()
  const filters = readFilters(useSearch())
  const query = filterQuery(filters)
  const audit = useAudit(query)
  const mayExport = useMay('GET /api/audit/export.csv')
  const { entries, chain } = audit
  return (
    <AccessPage
      theme={theme}
      page="audit"
      title={t('audit.title')}
      intro={t('audit.intro')}
      action={
        mayExport && (
          <a
            className="button audit-export"
            href={query === '' ? '/api/audit/export.csv' : `/api/audit/export.csv?${query}`}
            download
          >
            <Download size={16} strokeWidth={1.5} aria-hidden="true" />
            {t('audit.export')}
          </a>
        )
      }
    >
      {chain !== null && <AuditChain chain={chain} />}
      <AuditFilters filters={filters} />
      {audit.isError ? (
        <Failure error={audit.error} retry={() => void audit.refetch()} />
      ) : entries === null ? (
        <Shape rows={[100, 100, 100, 100]} />
      ) : entries.length === 0 ? (
        <div className="access-empty" role="status">
          <p>{query === '' ? t('audit.none') : t('audit.noMatch')}</p>
          {query !== '' && (
            <Button className="link" onPress={() => changeFilters(none)}>
              {t('audit.clear')}
            </Button>
          )}
        </div>
      ) : (
        <>
          <AuditRows entries={entries} />
          {audit.hasNextPage && (
            <Button
              className="button audit-older"
              isDisabled={audit.isFetchingNextPage}
              onPress={() => void audit.fetchNextPage()}
            >
              {t('audit.older')}
            </Button>
          )}
        </>
      )}
    </AccessPage>
  )
}
