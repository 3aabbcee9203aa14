/** Days since 1970-01-01 of a local day. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
}

/** The local day of such a number. */
export function dayOf(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10)
}

/** The local day so many days before another. */
export function dayBefore(day: string, days: number): string {
  return dayOf(dayNumber(day) - days)
}
