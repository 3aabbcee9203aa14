import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useRef, useState } from 'react'
import { MapControls } from './controls.tsx'
import { loadMapFonts } from './fonts.ts'
import { HeightBar } from './height-bar.tsx'
import './map.css'
import { openMap, type OpenMap } from './open-map.ts'
import { ScaleBar } from './scale-bar.tsx'
import type { MapEvents, MapView } from './view.ts'
import { mapWords } from './words.ts'

/**
 * The map of the district: one map for as long as it is mounted. It fills its parent, fits the district once and
 * never moves by itself afterwards. Everything it shows stands also in a table: a canvas cannot be read aloud.
 */
export function CoverageMap(props: MapView & MapEvents) {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  const [open, setOpen] = useState<OpenMap | null>(null)

  useEffect(() => {
    latest.current = props
    open?.show(props)
  })

  useEffect(() => {
    const container = canvas.current
    if (container === null) return
    let opened: OpenMap | null = null
    let unmounted = false
    void loadMapFonts(() => characters(latest.current)).then(() => {
      if (unmounted) return
      opened = openMap(container, latest.current, {
        onSelect: (pick) => latest.current.onSelect(pick),
        onHover: (pick, at) => latest.current.onHover(pick, at),
        onNear: (near) => latest.current.onNear(near),
        onColumns: (on) => latest.current.onColumns?.(on),
        onReady: (ready) => latest.current.onReady(ready),
        onProblem: (problem) => latest.current.onProblem(problem),
      })
      setOpen(opened)
    })
    return () => {
      unmounted = true
      opened?.close()
      setOpen(null)
    }
  }, [])

  useEffect(() => {
    if (open === null) return
    const follow = () => frame.current?.style.setProperty('--map-scale', String(open.scale()))
    follow()
    open.map.on('resize', follow)
    return () => void open.map.off('resize', follow)
  }, [open])

  const words = mapWords[props.language]
  return (
    <div ref={frame} className="map">
      <div ref={canvas} className="map-canvas" />
      {open === null ? null : (
        <>
          <ScaleBar open={open} widest={96 * open.scale()} />
          <HeightBar open={open} view={props} tallest={72 * open.scale()} />
          <MapControls
            open={open}
            language={props.language}
            columns={props.columns}
            onColumns={props.onColumns}
          />
        </>
      )}
      {props.basemap.length > 0 ? (
        <p className="map-attribution">
          {words.attribution}
          <span className="map-schematic">{words.schematic}</span>
        </p>
      ) : null}
    </div>
  )
}

/** Every character that the map may print. */
export async function characters({ areas, basemap }: Pick<MapView, 'areas' | 'basemap'>): Promise<string> {
  const files = basemap.map((file) =>
    fetch(`/basemap/${encodeURIComponent(file)}`).then((file) => file.text()),
  )
  const places = (await Promise.allSettled(files)).map((file) =>
    file.status === 'fulfilled' ? file.value : '',
  )
  return [...new Set([...areas.map(({ name }) => name), ...places].join(''))].join('')
}
