import { useMay } from '#client/access/me.ts'
import type { PlanItem } from '#data/contract/plan.ts'
import { usePlanWords } from './words.ts'

/** What was committed to, when: twelve digits of each, in groups. */
export function Receipts({ plan, zone, today }: { plan: PlanItem; zone: string; today: string }) {
  const { t, format } = usePlanWords()
  const maySave = useMay('GET /api/plans/{id}/receipt')
  const lines = [
    { key: 'frame', name: t('receipts.frame'), hash: plan.frameHash, at: plan.frozen.at },
    { key: 'server', name: t('receipts.server'), hash: plan.serverHash, at: plan.frozen.at },
    ...plan.commitments.map(({ by, hash, at }) => ({ key: hash, name: by.name, hash, at })),
    ...(plan.sealed === null
      ? []
      : [{ key: 'seal', name: t('receipts.seal'), hash: plan.sealed.seal, at: plan.sealed.at }]),
  ]
  return (
    <div className="plan-part">
      <div className="plan-head">
        <h3>{t('receipts.title')}</h3>
        <span className="quiet">{t('receipts.number', { count: plan.number, n: plan.number })}</span>
      </div>
      <ul className="plan-lines">
        {lines.map(({ key, name, hash, at }) => (
          <li key={key} className="plan-line plan-receipt">
            <span>{name}</span>
            <code title={hash}>{hash.slice(0, 12).replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
            <span className="quiet">{format.moment(at, zone, today)}</span>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('receipts.is')}</p>
      {maySave && plan.state === 'closed' && (
        <a
          className="button"
          href={`/api/plans/${plan.planId}/receipt`}
          download={`mingcha-receipt-${plan.day}-${plan.number}.json`}
        >
          {t('receipts.save')}
        </a>
      )}
    </div>
  )
}
