import { useWords } from '#client/i18n/use-words.ts'
import { changeLook } from '#client/state/use-look.ts'
import { Segmented } from '#client/ui/segmented.tsx'
import { BothGrid } from './both-grid.tsx'
import { Histogram } from './histogram.tsx'
import { LegendRows } from './legend-rows.tsx'
import type { Scene } from './scene.ts'

/** What each colour means, how many cells have it, and the way to see only those. */
export function Legend({ scene }: { scene: Scene }) {
  const { t } = useWords()
  const { measure, rate } = scene.look
  return (
    <div className="panel-part">
      <div className="part-head">
        <h2>{t(`legend.${measure}`)}</h2>
        <span className="quiet">{t('legend.cells')}</span>
      </div>
      {measure === 'both' ? <BothGrid scene={scene} /> : <Histogram scene={scene} measure={measure} />}
      <LegendRows scene={scene} />
      {measure === 'density' && (
        <div className="part-head legend-rate">
          <span>{t('legend.rate')}</span>
          <Segmented
            small
            label={t('legend.rate')}
            value={rate}
            options={[
              { value: 'adjusted', text: t('legend.adjusted') },
              { value: 'raw', text: t('legend.raw') },
            ]}
            onChange={(value) => changeLook({ rate: value })}
          />
        </div>
      )}
    </div>
  )
}
