import { Headline } from '#client/explore/headline.tsx'
import type { Scene } from '#client/explore/scene.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { PaperName } from '#client/state/paper.ts'
import { CellTables } from './cell-tables.tsx'
import { CommunityTables } from './community-tables.tsx'
import { LegendLine } from './legend-line.tsx'
import { MapFigure, type Place } from './map-figure.tsx'
import { paperKinds } from './paper-size.ts'
import { PaperSheet } from './paper-sheet.tsx'
import type { PaperMap } from './use-still.ts'

interface Props {
  scene: Scene
  paper: PaperName
  map: PaperMap
  pages: number
  onPlace: (place: Place) => void
}

/** For so many communities the map makes room; of more, the best off find none. */
const mostCommunities = 22

/** The whole district on one page: the sentence, the map with its legend, all communities; on A3 the worst cells too. */
export function Overview({ scene, paper, map, pages, onPlace }: Props) {
  const { t } = useWords()
  const { communityTables, listsCells } = paperKinds[paper]
  const communities = Math.min(mostCommunities, scene.district.counts.communities)
  const least = { flexBasis: `${22 + 16.5 * Math.ceil((communities + 1) / communityTables)}px` }
  return (
    <PaperSheet scene={scene} page={1} pages={pages}>
      <Headline scene={scene} />
      {scene.cells.length > 0 && (
        <div className="paper-body">
          <div className="paper-stage">
            <MapFigure scene={scene} paper={paper} map={map} onPlace={onPlace} tabled />
            <LegendLine scene={scene} />
          </div>
          <section className="paper-communities" style={least} aria-label={t('paper.communities')}>
            {listsCells && <h2>{t('paper.communities')}</h2>}
            <CommunityTables scene={scene} tables={communityTables} />
          </section>
          {listsCells && map.is !== 'absent' && (
            <section className="paper-cells" aria-label={t('ranking.label')}>
              <h2>{`${t('ranking.label')} · ${t(`ranking.${scene.look.order}`)}`}</h2>
              <CellTables scene={scene} tables={1} />
            </section>
          )}
        </div>
      )}
    </PaperSheet>
  )
}
