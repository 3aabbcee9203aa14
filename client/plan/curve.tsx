import type { PlanPreview } from '#data/contract/plan.ts'
import { usePlanWords } from './words.ts'

const width = 100
const height = 40
const billion = 1_000_000_000

/** Every candidate’s chance, the greatest first, and what it is made of. The least one is never nothing. */
export function Curve({ preview: { curve, frame, price } }: { preview: PlanPreview }) {
  const { t, format } = usePlanWords()
  const percent = (billionths: number) => format.upToTenth((100 * billionths) / billion)
  const most = Math.max(1, ...curve.map(({ chance }) => chance))
  const x = (i: number) => (curve.length < 2 ? 0 : (i * width) / (curve.length - 1))
  const y = (value: number) => height - (height * value) / most
  /** Parts before the cap, brought to the chance that stands. */
  const layers = curve.map(({ chance, risk, overdue, byChance }) => {
    const sum = Math.max(1, risk + overdue + byChance)
    return { bottom: (byChance * chance) / sum, middle: ((byChance + overdue) * chance) / sum, top: chance }
  })
  const area = (
    from: (at: (typeof layers)[number]) => number,
    to: (at: (typeof layers)[number]) => number,
  ) => {
    const up = layers.map((layer, i) => `${x(i)},${y(to(layer))}`)
    const down = layers.map((layer, i) => `${x(i)},${y(from(layer))}`).toReversed()
    return [...up, ...down].join(' ')
  }
  return (
    <figure className="plan-curve">
      <figcaption>
        <h2>{t('draw.curve')}</h2>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <polygon
          className="plan-area-risk"
          points={area(
            ({ middle }) => middle,
            ({ top }) => top,
          )}
        />
        <polygon
          className="plan-area-overdue"
          points={area(
            ({ bottom }) => bottom,
            ({ middle }) => middle,
          )}
        />
        <polygon
          className="plan-area-chance"
          points={area(
            () => 0,
            ({ bottom }) => bottom,
          )}
        />
      </svg>
      <p className="plan-axis">
        <span>{t('draw.most', { p: percent(price.greatestChance) })}</span>
        <span>{t('draw.all', { count: frame, n: format.whole(frame) })}</span>
        <span>
          {t('draw.nobody')}: {t('draw.least', { p: percent(price.leastChance) })}
        </span>
      </p>
    </figure>
  )
}
