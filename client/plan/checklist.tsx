import type { PlanStop } from '#data/contract/plan.ts'
import { tick, useTicks } from './ticks.ts'
import { usePlanWords } from './words.ts'

/** Each kind of site has four lines: a pack to be learned by heart. */
const lines = ['1', '2', '3', '4'] as const

/** What to look at on site, by its kind; ticked as one goes, on this phone or on paper. */
export function Checklist({ stop }: { stop: PlanStop }) {
  const { t } = usePlanWords()
  const ticked = useTicks((ticks) => ticks.ticked)
  return (
    <ul className="slip-checks" aria-label={t('slip.checks')}>
      {lines.map((line) => {
        const key = `${stop.siteId} ${line}`
        return (
          <li key={line}>
            <label className="check">
              <input type="checkbox" checked={ticked.includes(key)} onChange={() => tick(key)} />
              {t(`checks.${stop.kind}.${line}`)}
            </label>
          </li>
        )
      })}
    </ul>
  )
}
