import { lazy, memo, Suspense, useDeferredValue, useState } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import type { MapProblem } from '#client/map/view.ts'
import { useLive } from '#client/state/live.ts'
import { changeLook } from '#client/state/use-look.ts'
import { Segmented } from '#client/ui/segmented.tsx'
import { tight, useMedia } from '#client/ui/use-media.ts'
import { Failsafe } from '#client/ui/failsafe.tsx'
import { layouts } from '#client/state/look.ts'
import { DownloadShown } from './download-shown.tsx'
import { Empty, isEmpty } from './empty.tsx'
import { Failure } from './failure.tsx'
import { Headline } from './headline.tsx'
import { MapTip } from './map-tip.tsx'
import { NewsLine } from './news-line.tsx'
import { Stale } from './stale.tsx'
import type { Scene } from './scene.ts'
import { useCalm } from './use-calm.ts'

/** The map's letters must be declared before it asks for them: a glyph it misses once stays missing. */
const SceneMap = lazy(async () => {
  const [map] = await Promise.all([
    import('./scene-map.tsx'),
    import('@fontsource-variable/noto-sans-sc/index.css'),
  ])
  return { default: map.SceneMap }
})
const CellsTable = lazy(() => import('./cells-table.tsx').then((table) => ({ default: table.CellsTable })))

/** Hundreds of rows are not drawn twelve times a second: while time moves they follow as they can. */
const Table = memo(CellsTable)
const Sentence = memo(Headline)
const Tip = memo(MapTip)

interface Props {
  scene: Scene
  error: unknown
  retry: () => void
  narrow?: boolean
}

/** The map (or its table) with the sentence on it, and whatever must be said about either. */
export function Stage({ scene, error, retry, narrow = false }: Props) {
  const { t, format } = useWords()
  const [problem, setProblem] = useState<MapProblem | null>(null)
  const { look, district } = scene
  const calm = useCalm(scene)
  const behind = useDeferredValue(scene)
  const short = useMedia(tight)
  const blind = problem?.kind === 'no-webgl'
  const asTable = look.layout === 'table' || blind
  const heardAt = useLive((live) => live.heardAt)
  const shownAt = heardAt === null ? '' : format.time(new Date(heardAt).toISOString(), district.settings.zone)
  const empty = isEmpty(scene.headline)
  return (
    <div className="stage" data-layout={asTable ? 'table' : 'map'}>
      {!narrow && <Sentence scene={calm} short={short} />}
      {!asTable && scene.areas.areas.length > 0 && (
        <div className="stage-map">
          <Failsafe part>
            <Suspense>
              <SceneMap scene={scene} narrow={narrow} onProblem={setProblem} />
            </Suspense>
          </Failsafe>
          <Tip scene={calm} />
        </div>
      )}
      {asTable && (
        <div className="stage-table">
          <div className="stage-table-head">
            {blind ? (
              <p className="quiet">{t('map.noWebgl')}</p>
            ) : (
              <Segmented
                small
                label={t('map.layout')}
                value={look.layout}
                options={layouts.map((value) => ({ value, text: t(`map.${value}`) }))}
                onChange={(layout) => changeLook({ layout })}
              />
            )}
            <DownloadShown scene={calm} />
          </div>
          <Failsafe part>
            <Suspense>
              <Table scene={scene.stepped ? behind : scene} />
            </Suspense>
          </Failsafe>
        </div>
      )}
      {empty && <Empty scene={scene} />}
      <NewsLine scene={scene} />
      <Stale zone={district.settings.zone} />
      {error !== null && (
        <div className="stage-problem">
          <Failure error={error} retry={retry} shownAt={shownAt} />
        </div>
      )}
      {(problem?.kind === 'tiles' || problem?.kind === 'columns') && error === null && (
        <p className="stage-problem stage-line" role="alert">
          {problem.kind === 'tiles' ? t('map.problem') : t('columns.problem')}
          <button type="button" className="link" onClick={problem.retry}>
            {t('map.retry')}
          </button>
        </p>
      )}
    </div>
  )
}
