import { useEffect, useState } from 'react'
import { staleMinutes, useLive } from '#client/state/live.ts'
import { useWallWords } from '../words.ts'
import type { Staleness } from './stale.tsx'
import type { Asks } from './use-wall-answers.ts'

/** Since when the picture may be old; null: it is not, or a preview. */
export function useStale(zone: string, asks: Asks): Staleness | null {
  const { format } = useWallWords()
  const live = useLive()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const minutes = asks === 'display' ? staleMinutes(live, Math.max(now, live.lostAt ?? 0)) : null
  if (minutes === null) return null
  const since = live.heardAt ?? live.lostAt ?? now
  return { at: format.time(new Date(since).toISOString(), zone), minutes }
}
