import { useEffect, useMemo, useRef, useState } from 'react'
import type { SceneSet } from '#data/contract/walls.ts'
import type { Picture } from './picture.ts'
import { slotAt, slotsOf, type At, type Slot } from './schedule.ts'
import { serverNow } from './wall-clock.ts'

/** How a show runs: held at one slot, or so many times as fast as the clock, for setting up and for tests. */
export interface Pace {
  readonly hold: number | null
  readonly times: number
}

/** ms between two looks at the clock: a scene bar moves by a pixel or so. */
const lookMs = 250

/** What is on now. Where it is held, the arrow keys go on and back. */
export function useShow(
  scenes: SceneSet['scenes'],
  picture: Picture | null,
  { hold, times }: Pace,
): { at: At; slots: readonly Slot[] } {
  const communities = picture?.communities
  const slots = useMemo(
    () => slotsOf(scenes, communities?.map(({ area }) => area.areaId) ?? []),
    [scenes, communities],
  )
  const [began] = useState(serverNow)
  const [now, setNow] = useState(began)
  const timer = useRef<ReturnType<typeof setInterval>>(undefined)
  useEffect(() => {
    timer.current = setInterval(() => setNow(serverNow()), Math.max(16, lookMs / times))
    return () => clearInterval(timer.current)
  }, [times])
  const shown = began + (now - began) * times
  const at = slotAt(slots, shown)
  const stepped = useSteps(hold !== null)
  if (hold === null) return { at, slots }
  const index = (((hold + stepped) % slots.length) + slots.length) % slots.length
  const held = slots[index]
  return held === undefined ? { at, slots } : { at: { index, slot: held, part: 1, turn: index }, slots }
}

/** How many times the arrow keys went on, less how often they went back. */
function useSteps(isHeld: boolean): number {
  const [steps, setSteps] = useState(0)
  useEffect(() => {
    if (!isHeld) return
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight') setSteps((before) => before + 1)
      if (key === 'ArrowLeft') setSteps((before) => before - 1)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [isHeld])
  return steps
}
