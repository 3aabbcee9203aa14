import { Filters } from './filters.tsx'
import { Legend } from './legend.tsx'
import { MeasureSwitch } from './measure-switch.tsx'
import { RankList } from './rank-list.tsx'
import type { SceneState } from './scene.ts'
import { Selection } from './selection.tsx'
import { Stage } from './stage.tsx'
import { TimeControl } from './time-control.tsx'
import { useWords } from '#client/i18n/use-words.ts'

type Shown = Extract<SceneState, { is: 'shown' }>

/** Explore on a desk: filters and legend, map over time, ranking and card, side by side. */
export function Desk({ scene, error, retry }: Shown) {
  const { t } = useWords()
  return (
    <main className="desk">
      <section className="left" aria-label={t('legend.label')}>
        <MeasureSwitch look={scene.look} />
        <Legend scene={scene} />
        <Filters scene={scene} />
      </section>
      <Stage scene={scene} error={error} retry={retry} />
      <TimeControl scene={scene} />
      <div className="right">
        <RankList scene={scene} />
        <Selection scene={scene} />
      </div>
    </main>
  )
}
