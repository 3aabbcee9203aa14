import { memo, useDeferredValue } from 'react'
import { Filters } from './filters.tsx'
import { HeightKey } from './height-key.tsx'
import { Legend } from './legend.tsx'
import { MeasureSwitch } from './measure-switch.tsx'
import { MovingNote } from './moving-note.tsx'
import { RankList } from './rank-list.tsx'
import type { Scene, SceneState } from './scene.ts'
import { Selection } from './selection.tsx'
import { Stage } from './stage.tsx'
import { TimeControl } from './time-control.tsx'
import { useWords } from '#client/i18n/use-words.ts'
import { useCalm } from './use-calm.ts'

type Shown = Extract<SceneState, { is: 'shown' }>

/**
 * Explore on a desk: filters and legend, map over time, ranking and card, side by side. The map follows at once; the
 * panels, which are many more elements, when its frame is under way.
 */
export function Desk({ scene, still, strip, error, retry }: Shown) {
  const { t } = useWords()
  const calm = useCalm(scene)
  const rested = useDeferredValue(still)
  return (
    <main className="desk">
      <section className="left" aria-label={t('legend.label')}>
        <MeasureSwitch look={still.look} />
        <Reading scene={calm} />
        <Choices scene={rested} />
      </section>
      <Stage scene={scene} error={error} retry={retry} />
      <TimeControl scene={scene} still={still} strip={strip} />
      <div className="right">
        <Ranking scene={calm} />
        <MovingNote scene={scene} still={still} />
        <Card scene={rested} />
      </div>
    </main>
  )
}

/** What the colours say; it moves with time. */
const Reading = memo(({ scene }: { scene: Scene }) => (
  <>
    <Legend scene={scene} />
    <HeightKey scene={scene} />
  </>
))
const Choices = memo(Filters)
const Ranking = memo(RankList)
const Card = memo(Selection)
