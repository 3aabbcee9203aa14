import { Button } from 'react-aria-components'
import type { JobAnswer } from '#data/contract/imports.ts'
import { tableNames } from '#data/contract/tables.ts'
import { Rejects } from './rejects.tsx'
import { useDataWords } from './words.ts'

interface Props {
  job: JobAnswer
  isBusy: boolean
  onStore: () => void
}

/** What an import would do, and the button that does it. */
export function CheckReport({ job, isBusy, onStore }: Props) {
  const { t, format } = useDataWords()
  const { report } = job
  if (report === null) return null
  const { counts, outcome, seq } = report
  const rows = tableNames.flatMap((table) => {
    const count = counts.tables[table]
    return count === undefined ? [] : [{ table, count }]
  })
  const stored = rows.reduce((sum, { count }) => sum + count.stored, 0)
  const withdrawn = counts.withdrawn?.issue ?? 0
  return (
    <div className="data-card data-report">
      <h2>{t('would')}</h2>
      <p className="data-sum">
        {[
          t('read', { n: format.whole(counts.read), count: counts.read }),
          t('mapped', { n: format.whole(counts.mapped), count: counts.mapped }),
          ...(counts.skipped > 0
            ? [t('skipped', { n: format.whole(counts.skipped), count: counts.skipped })]
            : []),
        ].join(' · ')}
        {counts.rejected > 0 && (
          <strong className="data-danger">
            {' · '}
            {t('rejected', { n: format.whole(counts.rejected), count: counts.rejected })}
          </strong>
        )}
      </p>
      <dl className="data-tables">
        {rows.map(({ table, count: { added, replaced, unchanged } }) => (
          <div key={table}>
            <dt>{t(`tableName.${table}`)}</dt>
            <dd>
              {t('tableCounts', {
                added: format.whole(added),
                replaced: format.whole(replaced),
                unchanged: format.whole(unchanged),
              })}
            </dd>
          </div>
        ))}
      </dl>
      {withdrawn > 0 && <p>{t('withdrawn', { n: format.whole(withdrawn), count: withdrawn })}</p>}
      {report.rejects.total > 0 && <Rejects jobId={job.jobId} rejects={report.rejects} />}
      {outcome === 'dry-run' ? (
        <Button className="button button-primary" isDisabled={isBusy} onPress={onStore}>
          {t('import', { n: format.whole(stored), count: stored })}
        </Button>
      ) : (
        <p role="status">{outcome === 'already' ? t('already', { seq: seq ?? 0 }) : t('nothing')}</p>
      )}
    </div>
  )
}
