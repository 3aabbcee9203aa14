import { useEffect, useMemo, useState } from 'react'
import { heightScale, roundBelow } from './columns/heights.ts'
import { metresPerPx } from './look.ts'
import type { OpenMap } from './open-map.ts'
import type { MapView } from './view.ts'
import { mapWords } from './words.ts'

interface Props {
  open: OpenMap
  view: MapView
  /** CSS px. */
  tallest: number
}

/** How many issues a column has that is so tall, in the middle of the map as it is tilted now. */
export function HeightBar({ open, view, tallest }: Props) {
  const { bounds, areas, columns } = view
  const counts = columns?.on === true ? columns.counts : null
  const metresPerIssue = useMemo(
    () => (counts === null || bounds === null ? null : heightScale(bounds, areas, counts).metresPerIssue),
    [bounds, areas, counts],
  )
  const [pxPerMetre, setPxPerMetre] = useState(() => read(open))
  useEffect(() => {
    const follow = () => setPxPerMetre(read(open))
    open.map.on('move', follow)
    return () => void open.map.off('move', follow)
  }, [open])
  if (metresPerIssue === null || pxPerMetre === 0) return null
  const pxPerIssue = metresPerIssue * pxPerMetre
  const words = mapWords[view.language]
  const issues = roundBelow(tallest / pxPerIssue)
  return (
    <div className="map-height" style={{ height: issues * pxPerIssue }} aria-hidden="true">
      <span>{(issues === 1 ? words.issue : words.issues).replace('{n}', String(issues))}</span>
    </div>
  )
}

/** Metres up, as CSS px on the screen: none are seen from straight above. */
function read({ map }: OpenMap): number {
  return Math.sin((map.getPitch() * Math.PI) / 180) / metresPerPx(map.getZoom(), map.getCenter().lat)
}
