import { useEffect, useRef, useState } from 'react'
import type { Still, StillSize } from '#client/map/still.ts'
import type { MapView } from '#client/map/view.ts'

/** A map for paper: being drawn, a picture to be shown, or why there is none. */
export type PaperMap =
  | { is: 'drawing' }
  | { is: 'drawn'; url: string; width: number; height: number; metresPerPx: number }
  | { is: 'absent'; why: 'no-webgl' | 'broken' | 'late' | 'unasked' }

/** Longest wait for a map to be complete; half a map is never printed. */
const patienceMs = 90_000

/**
 * Draws a view once and holds its picture for as long as the component lives. `view` null: what it shows is still
 * being asked for; so is `size`. `hurried`: nobody wants to wait any longer, what is not drawn stays undrawn.
 */
export function useStill(view: MapView | null, size: StillSize | null, hurried: boolean): PaperMap {
  const [map, setMap] = useState<PaperMap>({ is: 'drawing' })
  const wait = useRef<AbortController | null>(null)
  useEffect(() => {
    if (view === null || size === null) return
    const patience = new AbortController()
    const timer = setTimeout(() => patience.abort(), patienceMs)
    let url: string | null = null
    let gone = false
    wait.current = patience
    void draw(view, size, patience.signal).then((drawn) => {
      if (gone) return
      if (drawn.is !== 'drawn') return setMap({ is: 'absent', why: drawn.is })
      url = URL.createObjectURL(drawn.image)
      setMap({ is: 'drawn', url, width: size.width, height: size.height, metresPerPx: drawn.metresPerPx })
    })
    return () => {
      gone = true
      clearTimeout(timer)
      patience.abort()
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [view, size])
  useEffect(() => {
    if (hurried) wait.current?.abort()
  }, [hurried])
  return map.is === 'drawing' && hurried ? { is: 'absent', why: 'late' } : map
}

async function draw(view: MapView, size: StillSize, signal: AbortSignal): Promise<Still | { is: 'late' }> {
  try {
    const { drawStill } = await import('#client/map/still.ts')
    return await drawStill(view, size, signal)
  } catch {
    return { is: signal.aborted ? 'late' : 'broken' }
  }
}
