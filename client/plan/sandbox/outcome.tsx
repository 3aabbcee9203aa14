import { Failure } from '#client/explore/failure.tsx'
import type { SandboxResult } from '#data/contract/sandbox.ts'
import { OutcomeTable } from './outcome-table.tsx'
import { sentenceOf } from './sentence.ts'
import type { Run } from './use-run.ts'
import { useSandboxWords } from './words.ts'

/** What came of it: one sentence, the measures, and what they rest on. */
export function Outcome({ run, onRetry }: { run: Run; onRetry: () => void }) {
  const { t } = useSandboxWords()
  return (
    <section className="plan-middle" aria-label={t('table.label')} aria-live="polite">
      {run.is === 'failed' ? (
        <Failure error={run.error} retry={onRetry} />
      ) : run.is !== 'done' ? (
        <p className="plan-sub">{t(run.is === 'cancelled' ? 'cancelled' : 'empty')}</p>
      ) : run.result.happened.outcome.visits.mid === 0 ? (
        <p className="plan-sub">{t('nothing')}</p>
      ) : (
        <Shown result={run.result} />
      )}
    </section>
  )
}

function Shown({ result }: { result: SandboxResult }) {
  const { t, format } = useSandboxWords()
  const { from, to, workingDays, sites, serious, seeds } = result
  return (
    <>
      <p className="plan-sentence">{sentenceOf(result, t, format)}</p>
      <p className="plan-sub">
        {t('is', {
          from: format.day(from, to),
          to: format.day(to, to),
          days: format.whole(workingDays),
          sites: format.whole(sites),
          serious: format.whole(serious),
        })}
      </p>
      <OutcomeTable result={result} />
      <p className="quiet">{t('table.bold', { n: format.whole(seeds) })}</p>
      <h2 className="plan-part">{t('assumed.title')}</h2>
      <ul className="plan-habits plan-sub">
        {(['unseen', 'found', 'known', 'must'] as const).map((name) => (
          <li key={name}>{t(`assumed.${name}`)}</li>
        ))}
      </ul>
    </>
  )
}
