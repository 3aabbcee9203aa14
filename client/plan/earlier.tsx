import { Rows, type Column } from '#client/access/rows.tsx'
import type { Formats } from '#client/i18n/formats.ts'
import type { PlanItem } from '#data/contract/plan.ts'
import { usePlanWords, type TranslatePlan } from './words.ts'

/** Every plan there was, those sent back and given up too: none is ever deleted. */
export function Earlier({ plans, today }: { plans: readonly PlanItem[]; today: string }) {
  const { t, format } = usePlanWords()
  if (plans.length === 0) return null
  return (
    <section className="plan-earlier" aria-label={t('history.title')}>
      <h2>{t('history.title')}</h2>
      <Rows
        label={t('history.title')}
        rows={plans}
        idOf={({ planId }) => planId}
        acts=""
        columns={columnsOf(t, format, today)}
      />
    </section>
  )
}

function columnsOf(t: TranslatePlan, format: Formats, today: string): Column<PlanItem>[] {
  const seal = ({ sealed }: PlanItem) => (sealed === null ? null : <code>{sealed.seal.slice(0, 12)}</code>)
  const state = ({ state: is, ended }: PlanItem) => (
    <>
      {t(`history.state-${is}`)}
      {ended !== null && <span className="quiet"> {ended.why}</span>}
    </>
  )
  return [
    { name: 'day', head: t('history.day'), cell: ({ day }) => format.day(day, today) },
    { name: 'number', head: t('history.number'), cell: ({ number }) => format.whole(number) },
    { name: 'state', head: t('history.state'), cell: state },
    { name: 'drawn', head: t('history.drawn'), cell: ({ preview }) => format.whole(preview.drawn) },
    { name: 'seal', head: t('history.seal'), cell: seal },
  ]
}
