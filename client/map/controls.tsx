import { Box, LocateFixed, Minus, Navigation2, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { OpenMap } from './open-map.ts'
import type { MapEvents, MapLanguage, MapView } from './view.ts'
import { mapWords } from './words.ts'

interface Props {
  open: Pick<OpenMap, 'map' | 'zoom' | 'fit' | 'northUp'>
  language: MapLanguage
  columns?: MapView['columns']
  onColumns?: MapEvents['onColumns']
}

const icon = { strokeWidth: 1.5, 'aria-hidden': true } as const

/** Zoom in, zoom out, whole district; columns, where they are on offer; and north up, while it is not. */
export function MapControls({ open, language, columns, onColumns }: Props) {
  const words = mapWords[language]
  return (
    <div className="map-controls">
      <div className="map-control-group" role="group">
        <button type="button" aria-label={words.zoomIn} title={words.zoomIn} onClick={() => open.zoom(1)}>
          <Plus {...icon} />
        </button>
        <button type="button" aria-label={words.zoomOut} title={words.zoomOut} onClick={() => open.zoom(-1)}>
          <Minus {...icon} />
        </button>
        <button type="button" aria-label={words.fit} title={words.fit} onClick={() => open.fit()}>
          <LocateFixed {...icon} />
        </button>
      </div>
      {columns != null && (
        <div className="map-control-group">
          <button
            type="button"
            aria-label={words.columns}
            title={words.columns}
            aria-pressed={columns.on}
            onClick={() => onColumns?.(!columns.on)}
          >
            <Box {...icon} />
          </button>
        </div>
      )}
      <NorthUp open={open} label={words.northUp} />
    </div>
  )
}

/** A needle that shows where north is while the map is turned; pressed, it turns it back. */
function NorthUp({ open, label }: { open: Props['open']; label: string }) {
  const [bearing, setBearing] = useState(() => open.map.getBearing())
  useEffect(() => {
    const follow = () => setBearing(Math.round(open.map.getBearing()))
    open.map.on('rotate', follow)
    return () => void open.map.off('rotate', follow)
  }, [open])
  if (bearing === 0) return null
  return (
    <div className="map-control-group">
      <button type="button" aria-label={label} title={label} onClick={() => open.northUp()}>
        <Navigation2 {...icon} style={{ rotate: `${-bearing}deg` }} />
      </button>
    </div>
  )
}
