import { Button } from 'react-aria-components'
import { Link } from 'wouter'
import type { Look } from '#client/state/look.ts'
import { linkTo } from '#client/state/use-look.ts'
import type { JobAnswer } from '#data/contract/imports.ts'
import { putAside } from './bringing.ts'
import { Rejects } from './rejects.tsx'
import { useDataWords } from './words.ts'

/** What was imported, and where to go from here. */
export function Imported({ job: { jobId, report }, look }: { job: JobAnswer; look: Look }) {
  const { t } = useDataWords()
  if (report === null) return null
  const { outcome, seq, rejects, differs } = report
  const said =
    outcome === 'stored'
      ? t('stored', { seq: seq ?? 0 })
      : outcome === 'already'
        ? t('already', { seq: seq ?? 0 })
        : t('nothing')
  return (
    <div className="data-card data-report">
      <p className="data-stored" role="status">
        {said}
      </p>
      {differs && <p>{t('differs')}</p>}
      <div className="data-next">
        <Link className="button button-primary" href={linkTo('/', look)}>
          {t('seeMap')}
        </Link>
        <Button className="button" onPress={putAside}>
          {t('another')}
        </Button>
      </div>
      {rejects.total > 0 && <Rejects jobId={jobId} rejects={rejects} />}
    </div>
  )
}
