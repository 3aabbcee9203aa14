import { DateTime, IANAZone } from 'luxon'

/** Places what a zone's clocks show, given as milliseconds as if they were UTC, on the time line. */
export interface WallClock {
  readonly zone: string
  /** The instant in milliseconds; the earlier of two; null where the clocks skipped this time. */
  instantOf(wallMs: number): number | null
  /** The first instant of the day that has this time. */
  dayStart(wallMs: number): number
}

const hourMs = 3_600_000

/** Throws a RangeError for a name that is no IANA zone. */
export function wallClock(zone: string): WallClock {
  if (!IANAZone.isValidZone(zone))
    throw new RangeError(`"${zone}" is not an IANA time zone, such as Asia/Shanghai`)

  const placed = (wallMs: number) =>
    DateTime.fromMillis(wallMs, { zone: 'utc' }).setZone(zone, { keepLocalTime: true })
  const exact = (wallMs: number): number | null => {
    const moment = placed(wallMs)
    return moment.toMillis() + moment.offset * 60_000 === wallMs ? earliest(moment) : null
  }
  /** Luxon asks Intl for every offset (25 µs); within an hour it changes only where the hour's ends differ. */
  const shifts = new Map<number, number | null>()
  const shiftOf = (hour: number): number | null => {
    const known = shifts.get(hour)
    if (known !== undefined) return known
    const start = exact(hour)
    const end = exact(hour + hourMs - 1)
    const shift = start !== null && end !== null && end - start === hourMs - 1 ? start - hour : null
    if (shifts.size >= 100_000) shifts.clear()
    shifts.set(hour, shift)
    return shift
  }
  return {
    zone,
    instantOf(wallMs) {
      const shift = shiftOf(Math.floor(wallMs / hourMs) * hourMs)
      return shift === null ? exact(wallMs) : wallMs + shift
    },
    dayStart: (wallMs) => earliest(placed(wallMs).startOf('day')),
  }
}

function earliest(moment: DateTime): number {
  return Math.min(moment.toMillis(), ...moment.getPossibleOffsets().map((one) => one.toMillis()))
}
