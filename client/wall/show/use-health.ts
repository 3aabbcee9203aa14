import { useCallback, useEffect, useRef, useState } from 'react'
import type { OpenMap } from '#client/map/open-map.ts'
import { mapLife, reloadIsDue } from './health.ts'

/** Looked at every so often; a frame or a map context that is gone for longer is not coming back. */
const lookMs = 5_000

/**
 * Keeps a wall alive: a lost map is made anew, a page whose frames stand still or whose server has another version
 * is loaded anew, the latter between two scenes. A preview is left alone.
 */
export function useHealth({ isLive, build, turn }: { isLive: boolean; build: string | null; turn: number }): {
  life: number
  watchMap: (open: OpenMap | null) => void
} {
  const [life, setLife] = useState(0)
  const [first, setFirst] = useState<string | null>(null)
  if (first === null && build !== null) setFirst(build)
  const map = useRef<{ lostAt: number | null }>({ lostAt: null })
  const frameAt = useRef(0)

  useEffect(() => {
    let frame = requestAnimationFrame(function seen() {
      frameAt.current = performance.now()
      frame = requestAnimationFrame(seen)
    })
    frameAt.current = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      if (document.visibilityState !== 'visible') frameAt.current = now
      const { lostAt } = map.current
      if (lostAt !== null && mapLife.isGone(now - lostAt)) {
        map.current.lostAt = null
        setLife((before) => before + 1)
      }
      if (isLive && reloadIsDue(now - frameAt.current)) location.reload()
    }, lookMs)
    return () => {
      cancelAnimationFrame(frame)
      clearInterval(timer)
    }
  }, [isLive])

  // A page of the version before would ask questions that are no longer answered.
  const turnSeen = useRef(turn)
  useEffect(() => {
    if (turnSeen.current === turn) return
    turnSeen.current = turn
    if (isLive && first !== null && build !== null && build !== first) location.reload()
  }, [turn, isLive, first, build])

  const watchMap = useCallback((open: OpenMap | null) => {
    map.current.lostAt = null
    if (open === null) return
    const { map: gl } = open
    gl.on('webglcontextlost', () => (map.current.lostAt = performance.now()))
    // Restored is not yet drawn: only a whole picture says that it is well.
    gl.on('webglcontextrestored', () => gl.once('idle', () => (map.current.lostAt = null)))
  }, [])
  return { life, watchMap }
}
