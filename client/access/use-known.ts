import { useEffect } from 'react'
import { askMe } from '#client/api/ask-me.ts'
import { whenRefused } from '#client/api/ask.ts'
import { listen } from '#client/api/feed.ts'
import { onBeat, onLost, onRevision, useLive } from '#client/state/live.ts'
import { useHeard, useIsUnknown } from './me.ts'

/**
 * Keeps the page informed who sits here, and of the live feed while that is somebody. It is asked again whenever an
 * answer was refused or the feed broke off: the session may have ended, or the roles changed.
 */
export function useKnown(): { isUnknown: boolean } {
  const isUnknown = useIsUnknown()
  useEffect(() => {
    void askMe()
    return whenRefused(() => void askMe())
  }, [])
  useEffect(() => {
    if (isUnknown) return
    return listen('/api/live', {
      onRevision: (revision) => useLive.setState((live) => onRevision(live, revision, Date.now())),
      onBeat: (beat) => {
        useLive.setState((live) => onBeat(live, beat, Date.now()))
        if (useHeard.getState().me === null) void askMe()
      },
      onLost: () => {
        useLive.setState((live) => onLost(live, Date.now()))
        void askMe()
      },
    })
  }, [isUnknown])
  return { isUnknown }
}
