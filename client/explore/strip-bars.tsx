import { memo } from 'react'
import type { Days } from '#client/state/playback.ts'
import type { DayBars } from '#client/state/timeline.ts'
import { barAt } from './strip-layout.ts'

interface Props {
  bars: DayBars
  drawn: Days
  width: number
  height: number
}

/** A bar a day, overdue over long overdue, scaled by the worst of all days asked for. Drawn once, not at every step. */
export const StripBars = memo(function StripBars({ bars, drawn, width, height }: Props) {
  return (
    <g className="day-bars">
      <path d={barsPath(bars, bars.overdue, drawn, width, height)} fill="var(--overdue)" />
      <path d={barsPath(bars, bars.longOverdue, drawn, width, height)} fill="var(--long-overdue)" />
    </g>
  )
})

/** The bar of the chosen day, lit. */
export function ChosenBar({ bars, drawn, width, height, dayNo }: Props & { dayNo: number }) {
  const one = { first: dayNo, last: dayNo }
  if (dayNo < drawn.first || dayNo > drawn.last) return null
  const path = (values: Uint32Array) => barsPath(bars, values, drawn, width, height, one)
  return (
    <g>
      <path d={path(bars.overdue)} fill="var(--overdue)" />
      <path d={path(bars.longOverdue)} fill="var(--long-overdue)" />
    </g>
  )
}

function barsPath(
  bars: DayBars,
  values: Uint32Array,
  drawn: Days,
  width: number,
  height: number,
  only: Days = drawn,
): string {
  const most = bars.overdue.reduce((worst, value) => Math.max(worst, value), 1)
  let path = ''
  for (let dayNo = only.first; dayNo <= only.last; dayNo++) {
    const value = values[dayNo - bars.first] ?? 0
    if (value === 0) continue
    const bar = barAt(drawn, width, dayNo)
    const tall = Math.max(1, Math.round((value / most) * height))
    path += `M${bar.x} ${height}v${-tall}h${bar.width}v${tall}z`
  }
  return path
}
