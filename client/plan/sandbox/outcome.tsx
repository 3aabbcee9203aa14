import { Failure } from '#client/explore/failure.tsx'
import type { SandboxResult } from '#data/contract/sandbox.ts'
import { OutcomeTable } from './outcome-table.tsx'
import { mayBeLuck, sentenceOf } from './sentence.ts'
import type { Run } from './use-run.ts'
import { useSandboxWords } from './words.ts'

/** What came of it: one sentence, the measures, and what they rest on. */
export function Outcome({ run, onRetry }: { run: Run; onRetry: () => void }) {
  const { t } = useSandboxWords()
  const { result } = run
  const isOld = run.is === 'running'
  return (
    <section className="plan-middle" aria-label={t('table.label')} aria-busy={isOld}>
      {run.is === 'failed' && <Failure error={run.error} retry={onRetry} />}
      {run.is === 'cancelled' && <p className="plan-sub">{t('cancelled')}</p>}
      {result === null ? (
        run.is !== 'failed' &&
        run.is !== 'cancelled' && <p className="plan-sub">{t(isOld ? 'going' : 'empty')}</p>
      ) : (
        <div className="sandbox-shown" data-old={isOld || undefined}>
          {result.happened.outcome.visits.mid === 0 ? (
            <p className="plan-sub">{t('nothing')}</p>
          ) : (
            <Shown result={result} />
          )}
        </div>
      )}
    </section>
  )
}

function Shown({ result }: { result: SandboxResult }) {
  const { t, format } = useSandboxWords()
  const { from, to, workingDays, sites, serious, seeds } = result
  return (
    <>
      <p className="plan-sentence" role="status">
        {sentenceOf(result, t, format)}
      </p>
      <p className="plan-sub">
        {t('is', {
          from: format.day(from, to),
          to: format.day(to, to),
          days: format.whole(workingDays),
          sites: format.whole(sites),
          serious: format.whole(serious),
        })}
        {mayBeLuck(result) && ` ${t('luck')}`}
      </p>
      <OutcomeTable result={result} />
      <p className="quiet">{t('table.bold', { n: format.whole(seeds) })}</p>
      <h2 className="plan-part">{t('assumed.title')}</h2>
      <ul className="sandbox-assumed">
        {(['unseen', 'found', 'known', 'must'] as const).map((name) => (
          <li key={name}>{t(`assumed.${name}`)}</li>
        ))}
      </ul>
    </>
  )
}
