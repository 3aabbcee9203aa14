/**
 * Of sites with so many days with a visit each: how many have none, one, … `cap` days, and how many more than that;
 * `cap` + 2 counts.
 */
export function burdenOf(days: ArrayLike<number>, cap: number): number[] {
  const sites = Array.from({ length: cap + 2 }, () => 0)
  for (let i = 0; i < days.length; i++) {
    const at = Math.min(days[i] ?? 0, cap + 1)
    sites[at] = (sites[at] ?? 0) + 1
  }
  return sites
}
