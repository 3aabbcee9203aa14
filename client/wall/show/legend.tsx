import type { ReactNode } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import type { Standing } from '#data/contract/bands.ts'
import { useWallWords } from '../words.ts'
import { burdenBreaks, rectificationBreaks, type Legend as LegendKind } from './paints.ts'

const standings: Record<'recency' | 'overdue', readonly Standing[]> = {
  recency: ['long-overdue', 'overdue', 'due-soon', 'on-time', 'fresh'],
  overdue: ['long-overdue', 'overdue'],
}
const nothings = ['never', 'no-sites', 'no-data'] as const satisfies Standing[]

/** How to read the map’s colours; of the three kinds of nothing those that are there. */
export function Legend({ kind, counts }: { kind: LegendKind; counts: Record<Standing, number> }) {
  const { t: say } = useWords()
  const { t } = useWallWords()
  const named = (standing: Standing) => (
    <li key={standing}>
      <Swatch is={standing} />
      {say(`standing.${standing}`)}
    </li>
  )
  const there = nothings.filter((standing) => counts[standing] > 0)
  switch (kind) {
    case 'recency':
    case 'overdue':
      return (
        <ul className="wall-legend">
          {standings[kind].map(named)}
          {there.length > 0 && <Rule />}
          {there.filter((one) => kind === 'recency' || one === 'never').map(named)}
        </ul>
      )
    case 'density':
      return <Ramp from={t('legend.few')} to={t('legend.many')} there={there.map(named)} />
    case 'rectification':
      return <Ramp steps={rangesOf(rectificationBreaks)} to={t('legend.rectification')} there={[]} />
    case 'burden':
      return <Ramp steps={burdenSteps} to={t('legend.burden')} there={[]} />
    case 'both':
      return <ul className="wall-legend">{there.map(named)}</ul>
    case 'day':
      return (
        <ul className="wall-legend">
          <li>
            <Swatch is="marked" />
            {t('legend.day')}
          </li>
        </ul>
      )
  }
}

/** Less to more; or, with `steps`, what each colour stands for. */
function Ramp({
  from,
  steps,
  to,
  there,
}: {
  from?: string
  steps?: readonly string[]
  to: string
  there: ReactNode[]
}) {
  return (
    <ul className="wall-legend">
      {from !== undefined && <li>{from}</li>}
      {steps === undefined ? (
        <li className="wall-ramp" aria-hidden="true">
          {[0, 1, 2, 3, 4].map((step) => (
            <span key={step} className={`wall-swatch-density-${step}`} />
          ))}
        </li>
      ) : (
        steps.map((text, step) => (
          <li key={text}>
            <Swatch is={`density-${step}`} />
            {text}
          </li>
        ))
      )}
      <li>{to}</li>
      {there.length > 0 && <Rule />}
      {there}
    </ul>
  )
}

function Swatch({ is }: { is: string }) {
  return <span className={`wall-swatch wall-swatch-${is}`} aria-hidden="true" />
}

function Rule() {
  return <li className="wall-rule" aria-hidden="true" />
}

/** "0", "1", "2", "3–4", "5+" of breaks that belong to the lower step. */
function rangesOf(breaks: readonly number[]): string[] {
  const last = breaks.at(-1) ?? 0
  return [
    ...breaks.map((to, i) => {
      const from = i === 0 ? 0 : (breaks[i - 1] ?? 0) + 1
      return from === to ? String(to) : `${from}–${to}`
    }),
    `${last + 1}+`,
  ]
}
const burdenSteps = [
  ...burdenBreaks.map((limit) => `≤${limit === 0.5 ? '½' : limit}`),
  `>${burdenBreaks.at(-1)}`,
]
