import type { Standing } from '#data/contract/bands.ts'

const order = [
  'long-overdue',
  'overdue',
  'never',
  'due-soon',
  'on-time',
  'fresh',
] as const satisfies Standing[]

/** All cells in one bar, worst first. */
export function BandBar({ counts }: { counts: Record<Standing, number> }) {
  return (
    <div className="band-bar" aria-hidden="true">
      {order
        .filter((standing) => counts[standing] > 0)
        .map((standing) => (
          <span key={standing} className={`wall-swatch-${standing}`} style={{ flexGrow: counts[standing] }} />
        ))}
    </div>
  )
}

/** One block a cell, worst first. */
export function Blocks({ counts }: { counts: Record<Standing, number> }) {
  return (
    <div className="blocks" aria-hidden="true">
      {order.flatMap((standing) =>
        Array.from({ length: counts[standing] }, (_, i) => (
          <span key={`${standing} ${i}`} className={`wall-swatch-${standing}`} />
        )),
      )}
    </div>
  )
}
