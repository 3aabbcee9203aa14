import { LocateFixed, Minus, Plus } from 'lucide-react'
import type { OpenMap } from './open-map.ts'
import type { MapLanguage } from './view.ts'
import { mapWords } from './words.ts'

/** Zoom in, zoom out, whole district. */
export function MapControls({ open, language }: { open: OpenMap; language: MapLanguage }) {
  const words = mapWords[language]
  const icon = { strokeWidth: 1.5, 'aria-hidden': true } as const
  return (
    <div className="map-controls" role="group">
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
  )
}
