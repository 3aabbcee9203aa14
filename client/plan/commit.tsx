import { Button } from 'react-aria-components'
import { useMay } from '#client/access/me.ts'
import type { PlanItem } from '#data/contract/plan.ts'
import { DoingFailed, useDoing } from './freeze.tsx'
import { hashOfValue, keptValue } from './own-value.ts'
import { SendValue } from './send-value.tsx'
import { useAct } from './use-plans.ts'
import { usePlanWords } from './words.ts'

/** Two people’s browsers commit to secret bytes, then send them: which draws, and seals. */
export function Commit({ plan }: { plan: PlanItem }) {
  const { t } = usePlanWords()
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
      <OwnPart plan={plan} />
    </>
  )
}

function OwnPart({ plan }: { plan: PlanItem }) {
  const { t } = usePlanWords()
  const own = keptValue(plan.planId)
  const mine = plan.commitments.find(({ isYours }) => isYours)
  const isComplete = plan.commitments.length === 2
  if (mine === undefined && !isComplete) return <TakePart plan={plan} />
  if (mine === undefined || mine.isRevealed)
    return <p className="plan-note">{t(isComplete ? 'commit.theirs' : 'commit.notYours')}</p>
  if (own === null) return <p className="plan-note">{t('commit.lost')}</p>
  if (isComplete) return <SendValue planId={plan.planId} value={own} />
  return (
    <p className="plan-note" role="status">
      {t('commit.waiting')}
    </p>
  )
}

function TakePart({ plan: { planId, commitments } }: { plan: PlanItem }) {
  const { t } = usePlanWords()
  const may = useMay('POST /api/plans/{id}/commitments')
  const act = useAct()
  const { run, busy, failure } = useDoing()
  const [first] = commitments
  if (!may) return <p className="plan-note">{t('commit.notYours')}</p>
  const take = () =>
    run(async () => {
      await act(`/api/plans/${planId}/commitments`, { hash: await hashOfValue(planId) })
    })
  return (
    <>
      <p className="quiet">
        {first === undefined ? t('commit.none') : t('commit.other', { name: first.by.name })}
      </p>
      <Button className="button button-primary" isDisabled={busy} onPress={() => void take()}>
        {t('commit.do')}
      </Button>
      <DoingFailed text={failure} />
    </>
  )
}
