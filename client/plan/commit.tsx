import { useEffect, useRef } from 'react'
import { Button } from 'react-aria-components'
import { useMay } from '#client/access/me.ts'
import type { PlanItem } from '#data/contract/plan.ts'
import { DoingFailed, useDoing } from './freeze.tsx'
import { forgetValue, keptValue, makeValue } from './own-value.ts'
import { useAct } from './use-plans.ts'
import { usePlanWords } from './words.ts'

/** Two people’s browsers commit to secret bytes, then send them: which draws, and seals. */
export function Commit({ plan }: { plan: PlanItem }) {
  const { t } = usePlanWords()
  const may = useMay('POST /api/plans/{id}/commitments')
  const act = useAct()
  const { run, busy, failure } = useDoing()
  const own = keptValue(plan.planId)
  const at = `/api/plans/${plan.planId}`
  const [first] = plan.commitments
  const isComplete = plan.commitments.length === 2
  const sent = useRef(false)
  useEffect(() => {
    if (!isComplete || own === null || sent.current) return
    sent.current = true
    void run(() => act(`${at}/values`, { value: own }).then(() => forgetValue(plan.planId)))
  })
  const take = () =>
    run(async () => {
      const hash = await makeValue(plan.planId)
      try {
        await act(`${at}/commitments`, { hash })
      } catch (error) {
        forgetValue(plan.planId)
        throw error
      }
    })
  return (
    <>
      <h2 className="plan-title">{t('commit.title')}</h2>
      <p className="plan-sub">{t('commit.is')}</p>
      <ul className="plan-lines">
        {plan.commitments.map(({ by, hash, isRevealed }) => (
          <li key={hash} className="plan-line">
            <span>{by.name}</span>
            <b>{t(isRevealed ? 'commit.revealed' : 'commit.committed')}</b>
          </li>
        ))}
      </ul>
      {own !== null ? (
        <p className="plan-note" role="status">
          {t('commit.waiting')}
        </p>
      ) : isComplete ? (
        <p className="plan-note">{t('commit.waiting')}</p>
      ) : may ? (
        <>
          <p className="quiet">
            {first === undefined ? t('commit.none') : t('commit.other', { name: first.by.name })}
          </p>
          <Button className="button button-primary" isDisabled={busy} onPress={() => void take()}>
            {t('commit.do')}
          </Button>
        </>
      ) : (
        <p className="plan-note">{t('commit.notYours')}</p>
      )}
      <DoingFailed text={failure} />
    </>
  )
}
