/** Part of the teams’ time that is planned: the rest is for what nobody foresees. */
const planned = 0.9

/** Visits that teams can make: ⌊Σ minutes · 0.9 / minutes of one visit with its way⌋. */
export function capacityOf(teams: readonly { minutes: number }[], minutesPerVisit: number): number {
  const minutes = teams.reduce((sum, team) => sum + team.minutes, 0)
  return Math.floor((minutes * planned) / minutesPerVisit)
}

/** Working days after `from` up to and with `to`, as day numbers; Monday is 1 among `workingDays`. */
export function workingDaysBetween(
  from: number,
  to: number,
  { workingDays, holidays }: { workingDays: ReadonlySet<number>; holidays: ReadonlySet<number> },
  most: number,
): number {
  let days = 0
  for (let day = from + 1; day <= to && days < most; day++) {
    // Day 0 (1970-01-01) was a Thursday.
    const weekday = ((day + 3) % 7) + 1
    if (workingDays.has(weekday) && !holidays.has(day)) days += 1
  }
  return days
}
