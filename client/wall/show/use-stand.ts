import { useState } from 'react'
import { useLive } from '#client/state/live.ts'

/** The state that is shown, as "revision@day": the newest that was told, taken up when the scene changes. */
export function useStand(turn: number): string {
  const newest = useLive(({ revision, today }) => `${revision?.revision ?? ''}@${today ?? ''}`)
  const [shown, setShown] = useState({ turn, stand: newest })
  if (shown.turn === turn || shown.stand === newest) return shown.stand
  setShown({ turn, stand: newest })
  return newest
}
