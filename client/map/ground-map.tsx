import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { MapControls } from './controls.tsx'
import { loadMapFonts } from './fonts.ts'
import './map.css'
import { characters } from './map.tsx'
import { openGround, type GroundView, type OpenGround } from './open-ground.ts'
import { ScaleBar } from './scale-bar.tsx'
import { mapWords } from './words.ts'

interface Props {
  view: GroundView
  /** The browser cannot draw it. */
  onLost: () => void
  /** What stands over it once it runs. */
  children: (open: OpenGround) => ReactNode
}

const scalePx = 96

/** The district's map without measures: one for as long as it is mounted. What it shows stands beside it as text. */
export function GroundMap({ view, onLost, children }: Props) {
  const canvas = useRef<HTMLDivElement>(null)
  const latest = useRef({ view, onLost })
  const [open, setOpen] = useState<OpenGround | null>(null)
  useEffect(() => {
    latest.current = { view, onLost }
    open?.show(view)
  })
  useEffect(() => {
    const container = canvas.current
    if (container === null) return
    let opened: OpenGround | null = null
    let isGone = false
    void loadMapFonts(() => characters(latest.current.view)).then(() => {
      if (isGone) return
      opened = openGround(container, latest.current.view, () => latest.current.onLost())
      if (opened === null) latest.current.onLost()
      setOpen(opened)
    })
    return () => {
      isGone = true
      opened?.close()
      setOpen(null)
    }
  }, [])
  const words = mapWords[view.language]
  return (
    <div className="map">
      <div ref={canvas} className="map-canvas" />
      {open !== null && (
        <>
          {children(open)}
          <ScaleBar open={open} widest={scalePx} />
          <MapControls open={open} language={view.language} />
        </>
      )}
      {view.basemap.length > 0 && (
        <p className="map-attribution">
          {words.attribution}
          <span className="map-schematic">{words.schematic}</span>
        </p>
      )}
    </div>
  )
}
