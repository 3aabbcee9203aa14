import { RowsOnPaper } from '#client/explore/rows.ts'
import type { Scene } from '#client/explore/scene.ts'
import { Selection } from '#client/explore/selection.tsx'
import type { PaperName } from '#client/state/paper.ts'
import { columnsFit, useFit } from './fit.ts'
import { LegendLine } from './legend-line.tsx'
import { MapFigure, type Room } from './map-figure.tsx'
import { PaperSheet } from './paper-sheet.tsx'
import type { PaperMap } from './use-still.ts'

interface Props {
  scene: Scene
  paper: PaperName
  map: PaperMap
  page: number
  pages: number
  onRoom: (room: Room) => void
}

/** Rows of a list that anybody would still read. */
const most = 40

/** What is selected, on a page of its own: where it lies, and its card, its lists as long as the page allows. */
export function CardSheet({ scene, paper, map, page, pages, onRoom }: Props) {
  const { box, shown } = useFit(most, 0, columnsFit)
  return (
    <PaperSheet scene={scene} page={page} pages={pages}>
      <div className="paper-selection">
        {scene.selected !== null && (
          <div className="paper-stage">
            <MapFigure scene={scene} paper={paper} map={map} onRoom={onRoom} />
            {map.is !== 'absent' && <LegendLine scene={scene} />}
          </div>
        )}
        <div ref={box} className="paper-card">
          <RowsOnPaper value={shown}>
            <Selection scene={scene} />
          </RowsOnPaper>
        </div>
      </div>
    </PaperSheet>
  )
}
