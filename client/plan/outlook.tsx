import { Failure } from '#client/explore/failure.tsx'
import { Shape } from '#client/ui/shape.tsx'
import type { PlanConstraints, PlanPreview } from '#data/contract/plan.ts'
import { Curve } from './curve.tsx'
import { usePlanWords } from './words.ts'

interface Props {
  preview: PlanPreview | null
  shares: PlanConstraints['shares']
  /** What is shown answers constraints that were changed since. */
  isOld: boolean
  error?: unknown
  retry?: () => void
}

const shareNames = ['risk', 'overdue', 'chance'] as const

/** What a draw is like: how many for what, each one’s chance, and what chance costs. */
export function Outlook({ preview, shares, isOld, error = null, retry }: Props) {
  const { t, format } = usePlanWords()
  if (preview === null)
    return (
      <section className="plan-middle" aria-label={t('draw.curve')}>
        {error === null ? (
          <Shape rows={[70, 100, 100, 60]} />
        ) : (
          <Failure error={error} retry={() => retry?.()} />
        )}
      </section>
    )
  const n = (value: number) => format.whole(value)
  const { drawn, must, split, lost, price } = preview
  const whole = wholesOf(split, drawn)
  const visits = (milli: number) => format.tenth(milli / 1000)
  const most = Math.max(price.byRiskMilli, price.drawnMilli, price.byChanceMilli, 1)
  return (
    <section
      className="plan-middle"
      aria-label={t('draw.curve')}
      data-old={isOld || undefined}
      aria-busy={isOld}
    >
      <p className="plan-sentence">
        {drawn === 0 ? (
          t('draw.none')
        ) : (
          <>
            <b>{t('draw.head', { n: n(drawn) })}</b>{' '}
            {t('draw.rest', { risk: n(whole.risk), overdue: n(whole.overdue), chance: n(whole.chance) })}
          </>
        )}
      </p>
      <p className="plan-sub">
        {must.length === 0 ? t('draw.alsoNone') : t('draw.also', { count: must.length, n: n(must.length) })}
        {lost > 0 && ` ${t('draw.lost', { count: lost, n: n(lost) })}`}
      </p>
      <div className="plan-sharebar" aria-hidden="true">
        {shareNames.map((name) => (
          <span key={name} className={`plan-share-${name}`} style={{ flexGrow: shares[name] }} />
        ))}
      </div>
      <ul className="plan-sharewords">
        {shareNames.map((name) => (
          <li key={name} style={{ flexGrow: shares[name] }}>
            <b>{t(`constraints.${name}`)}</b> {format.upToTenth(shares[name] / 10)}%
          </li>
        ))}
      </ul>
      {preview.curve.length > 0 && drawn > 0 && <Curve preview={preview} />}
      <div className="plan-price">
        <div className="plan-head">
          <h2>{t('draw.price')}</h2>
          <span className="quiet">{t('draw.expected')}</span>
        </div>
        <ul>
          {(
            [
              ['byRisk', price.byRiskMilli],
              ['this', price.drawnMilli],
              ['byChance', price.byChanceMilli],
            ] as const
          ).map(([name, milli]) => (
            <li key={name} data-this={name === 'this' || undefined}>
              <span>{t(`draw.${name}`)}</span>
              <span className="plan-bar" aria-hidden="true">
                <span style={{ inlineSize: `${(100 * milli) / most}%` }} />
              </span>
              <b>{visits(milli)}</b>
            </li>
          ))}
        </ul>
        {drawn > 0 && (
          <p className="plan-sub">
            {t('draw.guess', { n: n(drawn), right: visits(price.guessedMilli * drawn) })}{' '}
            {t('draw.cells', { n: n(Math.round(price.cellsMilli / 1000)) })}
          </p>
        )}
      </div>
    </section>
  )
}

/** Thousandths of visits as whole visits that add up: the largest remainders are rounded up. */
function wholesOf(split: PlanPreview['split'], n: number): PlanPreview['split'] {
  const wholes = {
    risk: Math.floor(split.risk / 1000),
    overdue: Math.floor(split.overdue / 1000),
    chance: Math.floor(split.chance / 1000),
  }
  const missing = n - wholes.risk - wholes.overdue - wholes.chance
  const order = shareNames.toSorted((a, b) => (split[b] % 1000) - (split[a] % 1000))
  for (const name of order.slice(0, Math.max(0, missing))) wholes[name] += 1
  return wholes
}
