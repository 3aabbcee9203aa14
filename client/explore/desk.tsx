import { useMemo } from 'react'
import { Filters } from './filters.tsx'
import { Legend } from './legend.tsx'
import { MeasureSwitch } from './measure-switch.tsx'
import { MovingNote } from './moving-note.tsx'
import { RankList } from './rank-list.tsx'
import type { SceneState } from './scene.ts'
import { Selection } from './selection.tsx'
import { Stage } from './stage.tsx'
import { TimeControl } from './time-control.tsx'
import { useWords } from '#client/i18n/use-words.ts'

type Shown = Extract<SceneState, { is: 'shown' }>

/** Explore on a desk: filters and legend, map over time, ranking and card, side by side. */
export function Desk({ scene, still, strip, error, retry }: Shown) {
  const { t } = useWords()
  // What does not move with time is not drawn again at each of its steps.
  const measures = useMemo(() => <MeasureSwitch look={still.look} />, [still])
  const filters = useMemo(() => <Filters scene={still} />, [still])
  const selection = useMemo(() => <Selection scene={still} />, [still])
  return (
    <main className="desk">
      <section className="left" aria-label={t('legend.label')}>
        {measures}
        <Legend scene={scene} />
        {filters}
      </section>
      <Stage scene={scene} error={error} retry={retry} />
      <TimeControl scene={scene} still={still} strip={strip} />
      <div className="right">
        <RankList scene={scene} />
        <MovingNote scene={scene} still={still} />
        {selection}
      </div>
    </main>
  )
}
