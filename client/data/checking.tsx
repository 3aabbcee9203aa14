import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { askJson } from '#client/api/ask.ts'
import { Failure } from '#client/explore/failure.tsx'
import type { Look } from '#client/state/look.ts'
import { Notice } from '#client/ui/notice.tsx'
import type { Open } from '#data/contract/draft.ts'
import type { JobAnswer, SavedMapping } from '#data/contract/imports.ts'
import { useBringing } from './bringing.ts'
import { CheckReport } from './check-report.tsx'
import { Progress } from './dropping.tsx'
import { Imported } from './imported.tsx'
import { SaveMapping } from './save-mapping.tsx'
import { hasEnded, useJob } from './use-imports.ts'
import { columnName, failureName, useDataWords } from './words.ts'

interface Props {
  uploadId: string
  /** Null: something is still open. */
  mapping: SavedMapping['mapping'] | null
  name: string
  isSaved: boolean
  open: readonly Open[]
  look: Look
}

/** The check, what it found, and the import of just that. */
export function Checking({ uploadId, mapping, name, isSaved, open, look }: Props) {
  const { t, format } = useDataWords()
  const { checkId, importId } = useBringing()
  const check = useJob(checkId)
  const stored = useJob(importId)
  const client = useQueryClient()
  const begin = useMutation({
    mutationFn: () =>
      askJson<JobAnswer>(`/api/imports/uploads/${uploadId}/check`, {
        method: 'POST',
        body: JSON.stringify({ mapping, mappingName: name }),
      }),
    onSuccess: ({ jobId }) => useBringing.setState({ checkId: jobId, importId: null }),
  })
  const store = useMutation({
    mutationFn: (id: string) => askJson<JobAnswer>(`/api/imports/jobs/${id}/store`, { method: 'POST' }),
    onSuccess: ({ jobId }) => useBringing.setState({ importId: jobId }),
  })
  const cancel = (jobId: string) =>
    void askJson<JobAnswer>(`/api/imports/jobs/${jobId}`, { method: 'DELETE' })
      .catch(() => null)
      .then(() => client.invalidateQueries({ queryKey: ['job', jobId] }))
  const failed = begin.error ?? store.error ?? check.error ?? stored.error
  const running = [stored.data, check.data].find((job) => job !== undefined && !hasEnded(job))
  const done = stored.data?.state === 'done' ? stored.data : null
  const checked = check.data?.state === 'done' ? check.data : null
  const what = open.map((one) => (one.what === 'datum' ? t('datum') : columnName(one.column, t))).join(' · ')
  return (
    <section className="data-section data-checking" aria-live="polite">
      {running !== undefined ? (
        <Running job={running} onCancel={() => cancel(running.jobId)} />
      ) : done !== null ? (
        <Imported job={done} look={look} />
      ) : (
        <>
          {[check.data, stored.data].map((job) =>
            job === undefined ? null : <Ended key={job.jobId} job={job} />,
          )}
          {checked !== null && (
            <CheckReport job={checked} isBusy={store.isPending} onStore={() => store.mutate(checked.jobId)} />
          )}
          {checked === null && (
            <div className="data-next">
              <Button
                className="button button-primary"
                isDisabled={mapping === null || begin.isPending}
                onPress={() => begin.mutate()}
              >
                {t('check')}
              </Button>
              {open.length > 0 && (
                <p className="quiet">
                  {t('open', { n: format.whole(open.length), count: open.length, what })}
                </p>
              )}
            </div>
          )}
        </>
      )}
      {failed !== null && <Failure error={failed} retry={() => begin.mutate()} />}
      {mapping !== null && !isSaved && (checked !== null || done !== null) && (
        <SaveMapping mapping={mapping} name={name} />
      )}
    </section>
  )
}

function Running({ job, onCancel }: { job: JobAnswer; onCancel: () => void }) {
  const { t } = useDataWords()
  const { state, does, progress } = job
  const doing = t(does === 'check' ? 'checking' : 'importing')
  const label =
    state === 'waiting'
      ? t('waiting')
      : progress === null
        ? doing
        : `${doing} · ${t(`phase.${progress.phase}`)}`
  const share = progress !== null && progress.total > 0 ? Math.min(1, progress.done / progress.total) : null
  return (
    <div className="data-running">
      <Progress label={label} share={share} />
      <Button className="button" onPress={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  )
}

/** What became of a job that brought nothing. */
function Ended({ job: { state, error } }: { job: JobAnswer }) {
  const { t } = useDataWords()
  if (state === 'cancelled') return <p role="status">{t('cancelled')}</p>
  if (state !== 'failed' || error === null) return null
  return (
    <Notice urgent title={t('failed')}>
      <p>{failureName(error.code, t)}</p>
      <p lang="en" className="quiet">
        {error.detail}
      </p>
    </Notice>
  )
}
