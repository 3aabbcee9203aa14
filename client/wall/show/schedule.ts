import type { SceneKind } from '#data/contract/scene-kinds.ts'
import type { SceneSet } from '#data/contract/walls.ts'

/** One turn of a wall’s show: a scene; of a tour, one community. */
export interface Slot {
  readonly is: SceneKind
  readonly seconds: number
  /** The community that a tour is at. */
  readonly areaId: string | null
}

/** The slot that is shown, and how far it is: 0 to 1. */
export interface At {
  /** Within the slots. */
  readonly index: number
  readonly slot: Slot
  readonly part: number
  /** Counts slots since 1970: another number, another turn. */
  readonly turn: number
}

/** The slots of one round. A tour of no communities is left out; a show of nothing is the overview. */
export function slotsOf(scenes: SceneSet['scenes'], communities: readonly string[]): Slot[] {
  const slots = scenes.flatMap(({ is, seconds }): Slot[] =>
    is === 'tour' ? communities.map((areaId) => ({ is, seconds, areaId })) : [{ is, seconds, areaId: null }],
  )
  return slots.length > 0 ? slots : [{ is: 'overview', seconds: 24, areaId: null }]
}

/**
 * What is on at a moment (ms since 1970). It hangs on nothing but the clock: screens beside each other show the same,
 * and one that began anew goes on where it would be.
 */
export function slotAt(slots: readonly Slot[], ms: number): At {
  const total = slots.reduce((sum, { seconds }) => sum + seconds * 1000, 0)
  const round = Math.floor(ms / total)
  let left = ms - round * total
  for (const [index, slot] of slots.entries()) {
    const long = slot.seconds * 1000
    if (left < long || index === slots.length - 1)
      return { index, slot, part: Math.min(1, left / long), turn: round * slots.length + index }
    left -= long
  }
  throw new RangeError('a show without slots')
}

/** Whether a local time ("17:42") lies in the night, which may go over midnight. */
export function isNight(night: SceneSet['night'], time: string): boolean {
  if (night === null || night.from === night.to) return false
  const { from, to } = night
  return from < to ? time >= from && time < to : time >= from || time < to
}

/**
 * Where the picture stands in a turn, in units: it goes round by a little, so that no line burns itself in. Every
 * place within a twentieth of a unit of a circle is taken in 16 turns.
 */
export function shiftAt(turn: number): { x: number; y: number } {
  const angle = (turn % 16) * (Math.PI / 8) * 5
  return { x: Math.cos(angle) * 0.14, y: Math.sin(angle) * 0.14 }
}
