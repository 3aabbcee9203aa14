import { useEffect, useMemo, useState } from 'react'
import { whenRefused } from '#client/api/ask.ts'
import { listen } from '#client/api/feed.ts'
import { onBeat, onLost, onRevision, useLive } from '#client/state/live.ts'
import { asDisplay } from '#data/contract/as-display.ts'
import { setByBeat } from './show/wall-clock.ts'
import { stayPaired, type Told } from './pairing/stay-paired.ts'

/** Keeps this browser paired for as long as the page stands, and, while it is, hears the live feed as the display. */
export function usePairing(): Told {
  const [told, tell] = useState<Told>({ standing: { is: 'starting' }, lostAt: null })
  const again = useMemo(() => new EventTarget(), [])
  useEffect(() => {
    const stop = new AbortController()
    void stayPaired(tell, { signal: stop.signal, again })
    return () => stop.abort()
  }, [again])

  const isPaired = told.standing.is === 'paired'
  useEffect(() => {
    if (!isPaired) return
    const ask = () => void again.dispatchEvent(new Event('again'))
    const stopRefusals = whenRefused(ask)
    const stopFeed = listen(`/api/live?as=${asDisplay.value}`, {
      onRevision: (revision) => useLive.setState((live) => onRevision(live, revision, Date.now())),
      onBeat: (beat) => {
        setByBeat(beat, Date.now())
        useLive.setState((live) => onBeat(live, beat, Date.now()))
      },
      onLost: () => {
        useLive.setState((live) => onLost(live, Date.now()))
        ask()
      },
    })
    return () => {
      stopRefusals()
      stopFeed()
    }
  }, [isPaired, again])
  return told
}
