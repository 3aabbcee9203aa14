import type { MapView } from './view.ts'

/** Cells to outline, and how strongly, from 1 down to 0. */
export interface Emphasis {
  readonly areaNos: readonly number[]
  readonly strength: number
}

export interface FadingOutline {
  /** Begins anew for an emphasis of another id; null ends it. */
  show(emphasis: NonNullable<MapView['emphasis']> | null): void
  /** What is to be drawn now; null: nothing. */
  now(): Emphasis | null
  close(): void
}

/** From how many ms on an outline is how strong: it stands a moment, then steps back; nothing comes again. */
const steps = [
  [0, 1],
  [900, 0.75],
  [1200, 0.5],
  [1500, 0.3],
  [1800, 0.15],
  [2000, 0],
] as const
/** Where less motion is wanted: it stands, and is gone. */
const calmSteps = [
  [0, 1],
  [3000, 0],
] as const

/** Outlines cells for a moment; `onStep` is called whenever `now()` has another answer. */
export function fadingOutline(calm: { readonly matches: boolean }, onStep: () => void): FadingOutline {
  let id: string | null = null
  let drawn: Emphasis | null = null
  let timers: ReturnType<typeof setTimeout>[] = []
  const stop = () => {
    for (const timer of timers) clearTimeout(timer)
    timers = []
    drawn = null
  }
  return {
    show(emphasis) {
      if ((emphasis?.id ?? null) === id) return
      id = emphasis?.id ?? null
      stop()
      if (emphasis === null) return
      const { areaNos } = emphasis
      const [, ...later] = calm.matches ? calmSteps : steps
      drawn = { areaNos, strength: 1 }
      timers = later.map(([atMs, strength]) =>
        setTimeout(() => {
          drawn = strength === 0 ? null : { areaNos, strength }
          onStep()
        }, atMs),
      )
    },
    now: () => drawn,
    close: stop,
  }
}
