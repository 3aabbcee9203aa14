import { useEffect } from 'react'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { paperStands } from '#client/state/printing.ts'
import { Mark } from '#client/ui/mark.tsx'
import { Headline } from './headline.tsx'
import { Legend } from './legend.tsx'
import { RankList } from './rank-list.tsx'
import type { Scene } from './scene.ts'
import { Selection } from './selection.tsx'
import { Stage } from './stage.tsx'

/** Explore on A4: sentence, map, legend with its counts, ranking or card, and what it was made from. */
export function Paper({ scene }: { scene: Scene }) {
  const { t, language } = useWords()
  const { district, look, coverage } = scene
  const mapless = look.layout === 'table' || scene.areas.areas.length === 0
  useEffect(() => {
    if (mapless) paperStands()
  }, [mapless])
  return (
    <main className="paper">
      <p className="paper-head">
        <Mark />
        <strong>{t('brand')}</strong>
        <span>{nameIn(language, district)}</span>
        {district.synthetic && <span className="tag">{t('demo')}</span>}
      </p>
      <Headline scene={scene} />
      <Stage scene={scene} error={null} retry={() => undefined} narrow />
      <div className="paper-columns">
        <div>
          <Legend scene={scene} />
        </div>
        <RankList scene={scene} />
      </div>
      <Selection scene={scene} />
      <p className="paper-foot">
        <span>
          {t('paper.revision', { revision: coverage.meta.revision, version: coverage.meta.settingsVersion })}
        </span>
        <span>{window.location.href}</span>
      </p>
    </main>
  )
}
