import { useEffect, useState } from 'react'
import { metresPerPx } from './look.ts'
import type { OpenMap } from './open-map.ts'

const steps = [1, 2, 5]

/** The longest round length that fits a width, with its width. Metres below a kilometre. */
export function scaleOf(metresPerPx: number, widest: number): { label: string; px: number } {
  const most = metresPerPx * widest
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = power * (steps.findLast((step) => step * power <= most) ?? 1)
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
  return { label, px: metres / metresPerPx }
}

/** How long a length on the ground is in the middle of the map; at most `widest` CSS px. */
export function ScaleBar({ open, widest }: { open: Pick<OpenMap, 'map'>; widest: number }) {
  const [scale, setScale] = useState(() => read(open, widest))
  useEffect(() => {
    const follow = () => setScale(read(open, widest))
    open.map.on('move', follow)
    open.map.on('resize', follow)
    return () => {
      open.map.off('move', follow)
      open.map.off('resize', follow)
    }
  }, [open, widest])
  return (
    <div className="map-scale" style={{ width: scale.px }} aria-hidden="true">
      {scale.label}
    </div>
  )
}

function read({ map }: Pick<OpenMap, 'map'>, widest: number) {
  return scaleOf(metresPerPx(map.getZoom(), map.getCenter().lat), widest)
}
