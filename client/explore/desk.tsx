import { memo, useDeferredValue } from 'react'
import { Filters } from './filters.tsx'
import { HeightKey } from './height-key.tsx'
import { Legend } from './legend.tsx'
import { MeasureSwitch } from './measure-switch.tsx'
import { RankList } from './rank-list.tsx'
import type { Scene, SceneState } from './scene.ts'
import { Selection } from './selection.tsx'
import { Stage } from './stage.tsx'
import { TimeControl } from './time-control.tsx'
import { useWords } from '#client/i18n/use-words.ts'

type Shown = Extract<SceneState, { is: 'shown' }>

/**
 * Explore on a desk: filters and legend, map over time, ranking and card, side by side. The map follows at once; the
 * panels, which are many more elements, when its frame is under way.
 */
export function Desk({ scene, error, retry }: Shown) {
  const { t } = useWords()
  const calm = useDeferredValue(scene)
  return (
    <main className="desk">
      <section className="left" aria-label={t('legend.label')}>
        <MeasureSwitch look={scene.look} />
        <LeftPanel scene={calm} />
      </section>
      <Stage scene={scene} error={error} retry={retry} />
      <Time scene={calm} />
      <div className="right">
        <RightPanel scene={calm} />
      </div>
    </main>
  )
}

const LeftPanel = memo(({ scene }: { scene: Scene }) => (
  <>
    <Legend scene={scene} />
    <HeightKey scene={scene} />
    <Filters scene={scene} />
  </>
))
const Time = memo(TimeControl)
const RightPanel = memo(({ scene }: { scene: Scene }) => (
  <>
    <RankList scene={scene} />
    <Selection scene={scene} />
  </>
))
