import { useMemo } from 'react'
import { RowsOnPaper, type Room } from '#client/explore/rows.ts'
import type { Scene } from '#client/explore/scene.ts'
import { Selection } from '#client/explore/selection.tsx'
import type { PaperName } from '#client/state/paper.ts'
import { columnsFit, useFit } from './fit.ts'
import { LegendLine } from './legend-line.tsx'
import { MapFigure, type Place } from './map-figure.tsx'
import { PaperSheet } from './paper-sheet.tsx'
import type { PaperMap } from './use-still.ts'

interface Props {
  scene: Scene
  paper: PaperName
  map: PaperMap
  page: number
  pages: number
  onPlace: (place: Place) => void
}

/** Rows of a list that anybody would still read. */
const most = 40

/** What has to be seen to has its room first; visits take what is left. */
function roomOf(rows: number): Room {
  return { due: Math.min(most, rows), done: Math.max(0, rows - most) }
}

/** What is selected, on a page of its own: where it lies, and its card, its lists as long as the page allows. */
export function CardSheet({ scene, paper, map, page, pages, onPlace }: Props) {
  const { box, shown } = useFit(2 * most, 0, columnsFit)
  const rows = useMemo(() => roomOf(shown), [shown])
  return (
    <PaperSheet scene={scene} page={page} pages={pages}>
      <div className="paper-selection">
        {scene.selected !== null && (
          <div className="paper-stage">
            <MapFigure scene={scene} paper={paper} map={map} onPlace={onPlace} />
            {map.is !== 'absent' && <LegendLine scene={scene} />}
          </div>
        )}
        <div ref={box} className="paper-card">
          <RowsOnPaper value={rows}>
            <Selection scene={scene} />
          </RowsOnPaper>
        </div>
      </div>
    </PaperSheet>
  )
}
