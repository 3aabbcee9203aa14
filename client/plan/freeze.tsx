import { useState } from 'react'
import { Button } from 'react-aria-components'
import { NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { PlanConstraints, PlanItem, PlanPreview } from '#data/contract/plan.ts'
import { useAct } from './use-plans.ts'
import { usePlanWords } from './words.ts'

interface Props {
  /** Null: something is to be filled in, or reckoned, first. */
  constraints: PlanConstraints | null
  preview: PlanPreview | null
  /** The plan before, that was sent back or given up. */
  ended: PlanItem | null
}

/** The frame is frozen: from here on nobody can steer what is drawn. */
export function Freeze({ constraints, preview, ended }: Props) {
  const { t } = usePlanWords()
  const act = useAct()
  const { run, busy, failure } = useDoing()
  const nothing = preview !== null && preview.drawn + preview.must.length === 0
  return (
    <section className="plan-right" aria-label={t('freeze.title')}>
      {ended !== null && ended.ended !== null && (
        <p className="plan-note">
          {t(ended.state === 'refused' ? 'end.refused' : 'end.abandoned', {
            name: ended.ended.by.name,
            why: ended.ended.why,
          })}
        </p>
      )}
      <h2 className="plan-title">{t('freeze.title')}</h2>
      <p className="plan-sub">{t('freeze.is')}</p>
      <Button
        className="button button-primary"
        isDisabled={busy || constraints === null || nothing}
        onPress={() => void run(() => act('/api/plans', constraints ?? undefined))}
      >
        {t('freeze.do')}
      </Button>
      <DoingFailed text={failure} />
    </section>
  )
}

/** Something under way, once at a time, and why it was not done. */
export function useDoing(): {
  run: (work: () => Promise<unknown>) => Promise<void>
  busy: boolean
  failure: string | null
} {
  const { t } = useWords()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setFailure(null)
    try {
      await work()
    } catch (error) {
      const said = error instanceof NoAnswer && error.code === 'conflict' ? ` ${error.message}` : ''
      setFailure(t(`problem.${error instanceof NoAnswer ? error.code : 'garbled'}`) + said)
    }
    setBusy(false)
  }
  return { run, busy, failure }
}

export function DoingFailed({ text }: { text: string | null }) {
  if (text === null) return null
  return (
    <p className="plan-failure" role="alert">
      {text}
    </p>
  )
}
