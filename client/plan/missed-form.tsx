import { Button } from 'react-aria-components'
import type { Outcome } from '#data/contract/plan.ts'
import { notReachedReasons } from '#data/contract/plan-reasons.ts'
import { DoingFailed, useDoing } from './freeze.tsx'
import { usePlanWords } from './words.ts'

/** Why a stop was not reached: one press. */
export function MissedForm({
  onSave,
  onLeave,
}: {
  onSave: (outcome: Outcome) => Promise<void>
  onLeave: () => void
}) {
  const { t } = usePlanWords()
  const { run, busy, failure } = useDoing()
  return (
    <div className="slip-form" role="group" aria-label={t('slip.why')}>
      <p>{t('slip.why')}</p>
      <div className="slip-reasons">
        {notReachedReasons.map((reason) => (
          <Button
            key={reason}
            className="button"
            isDisabled={busy}
            onPress={() => void run(() => onSave({ is: 'not-reached', reason }))}
          >
            {t(`slip.reason-${reason}`)}
          </Button>
        ))}
      </div>
      <DoingFailed text={failure} />
      <Button className="link" onPress={onLeave}>
        {t('slip.cancel')}
      </Button>
    </div>
  )
}
