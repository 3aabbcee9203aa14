import type { At, Slot } from './schedule.ts'

/** How far the round is: a piece a scene, all of a tour in one. */
export function SceneBar({ at, slots }: { at: At; slots: readonly Slot[] }) {
  const pieces: { key: number; from: number; to: number }[] = []
  for (const [index, slot] of slots.entries()) {
    const last = pieces.at(-1)
    if (slot.is === 'tour' && last !== undefined && slots[last.to]?.is === 'tour') last.to = index
    else pieces.push({ key: index, from: index, to: index })
  }
  return (
    <div className="scene-bar" aria-hidden="true">
      {pieces.map(({ key, from, to }) => {
        const done = Math.min(1, Math.max(0, (at.index + at.part - from) / (to - from + 1)))
        const isOn = at.index >= from && at.index <= to
        return (
          <span key={key} data-on={isOn || undefined}>
            <span style={{ transform: `scaleX(${isOn ? done : 0})` }} />
          </span>
        )
      })}
    </div>
  )
}
