import { Button } from 'react-aria-components'
import { useMay, useMe } from '#client/access/me.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { nameIn } from '#client/i18n/formats.ts'
import type { Language } from '#client/state/look.ts'
import type { PlanChanges, PlanItem } from '#data/contract/plan.ts'
import { exclusionReasons } from '#data/contract/plan-reasons.ts'
import { kinds } from '#data/contract/tables.ts'
import { DoingFailed, useDoing } from './freeze.tsx'
import { WithReason } from './with-reason.tsx'
import { teamName } from './map/teams.ts'
import { useAct, useChanges, usePlans } from './use-plans.ts'
import { usePlanWords, type TranslatePlan } from './words.ts'

/** The blind approval: everything that could steer the draw, and no target. */
export function Approve({ plan }: { plan: PlanItem }) {
  const { t } = usePlanWords()
  const mayApprove = useMay('POST /api/plans/{id}/approval')
  const isOwn = useIsOwn(plan)
  const isDemo = useMe()?.identity?.kind === 'demo'
  const changes = useChanges(plan.planId)
  const act = useAct()
  const { run, busy, failure } = useDoing()
  const at = `/api/plans/${plan.planId}`
  return (
    <>
      <h2 className="plan-title">{t('approve.title')}</h2>
      <p className="plan-sub">{t('approve.is')}</p>
      <div className="plan-part">
        <h3>{t('approve.changes')}</h3>
        {changes.data !== undefined && <Changes changes={changes.data} plan={plan} />}
      </div>
      {isOwn ? (
        <p className="plan-note">
          {t('approve.own')} {isDemo && t('approve.demo')}
        </p>
      ) : mayApprove ? (
        <div className="plan-acts">
          <Button
            className="button button-primary"
            isDisabled={busy}
            onPress={() => void run(() => act(`${at}/approval`, { frameHash: plan.frameHash }))}
          >
            {t('approve.do')}
          </Button>
          <WithReason
            label={t('approve.refuse')}
            does={t('approve.refuse')}
            onDo={(why) => act(`${at}/refusal`, { why })}
          >
            {t('approve.refuseIs')}
          </WithReason>
        </div>
      ) : (
        <p className="plan-note">{t('approve.notYours')}</p>
      )}
      <DoingFailed text={failure} />
    </>
  )
}

/** Whether who sits here froze it. In a demo one account stands for all; there, another role is another person. */
function useIsOwn({ frozen }: PlanItem): boolean {
  const identity = useMe()?.identity
  const mayFreeze = useMay('POST /api/plans')
  return identity?.kind === 'demo' ? mayFreeze : identity?.account === frozen.by.account
}

function Changes({ changes, plan }: { changes: PlanChanges; plan: PlanItem }) {
  const { t: say } = useWords()
  const { t, language } = usePlanWords()
  const known = usePlans().data
  const lines = linesOf(changes, plan, t, language)
  if (changes.byKind !== null) {
    const now = Object.entries(changes.byKind.now ?? {})
    const parts = kinds.flatMap((kind) => {
      const found = now.find(([name]) => name === kind)
      return found === undefined ? [] : [`${say(`kinds.${kind}`)} ${found[1]}`]
    })
    lines.push(t('approve.byKind', { now: parts.length === 0 ? t('approve.together') : parts.join(' · ') }))
  }
  for (const { teamId, isNew, ...site } of changes.recused)
    lines.push(
      t(isNew ? 'approve.recused' : 'approve.unrecused', {
        team: known === undefined ? teamId : teamName(known, teamId, language),
        name: nameIn(language, site) ?? site.siteId,
      }),
    )
  return (
    <ul className="plan-changes">
      {changes.isFirst && <li>{t('approve.first')}</li>}
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {changes.nominated.map(({ reason, ...place }) => (
        <li key={place.siteId}>
          {t('approve.nominated', {
            name: nameIn(language, place) ?? place.siteId,
            reason: say(`nominate.reason.${reason}`),
          })}
        </li>
      ))}
      {lines.length === 0 && !changes.isFirst && <li>{t('approve.same')}</li>}
    </ul>
  )
}

function linesOf(
  { before, build, newlyOut, ordered }: PlanChanges,
  plan: PlanItem,
  t: TranslatePlan,
  language: Language,
): string[] {
  const lines: string[] = []
  const said = ({ risk, overdue, chance }: PlanItem['constraints']['shares']) =>
    [risk, overdue, chance].map((share) => share / 10).join('/')
  if (before !== null) {
    const now = said(plan.constraints.shares)
    if (said(before.shares) !== now) lines.push(t('approve.shares', { before: said(before.shares), now }))
    if (before.settingsVersion !== plan.settingsVersion)
      lines.push(t('approve.settings', { before: before.settingsVersion, now: plan.settingsVersion }))
    if (before.build !== build) lines.push(t('approve.program', { before: before.build, now: build }))
  }
  for (const { reason, why, ...site } of newlyOut) {
    const known = exclusionReasons.find((one) => one === reason)
    const name = nameIn(language, site) ?? site.siteId
    const values = { name, reason: known === undefined ? reason : t(`out.${known}`) }
    lines.push(why === null ? t('approve.out', values) : t('approve.outWhy', { ...values, why }))
  }
  for (const { why, ...site } of ordered)
    lines.push(t('approve.ordered', { name: nameIn(language, site) ?? site.siteId, why }))
  return lines
}
