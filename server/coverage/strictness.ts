/** Routine visits that happened, of one team in one kind of place, and the issues they found (good faith left out). */
export interface Tally {
  /** Null where the team is unknown: it counts as average. */
  team: string | null
  kind: string
  visits: number
  found: number
}

const rounds = 5
const weight = 5

/**
 * How strict each team is, in thousandths of the average: what it found against what the average team would have
 * found in the same kinds of place, shrunk by five expected visits. Five rounds of indirect standardisation:
 * U_t = (5 + Σ s/m) / (5 + Σ T_c), T_c = (5 + Σ s/m) / (5 + Σ U_t). The tallies' order does not matter.
 */
export function strictnessMilli(tallies: readonly Tally[]): Map<string, number> {
  const ordered = tallies.toSorted((a, b) => order(a.team ?? '', b.team ?? '') || order(a.kind, b.kind))
  const visits = ordered.reduce((sum, tally) => sum + tally.visits, 0)
  const found = ordered.reduce((sum, tally) => sum + tally.found, 0)
  const teams = new Map<string, number>()
  const kinds = new Map<string, number>()
  for (const { team, kind } of ordered) {
    if (team !== null) teams.set(team, 1)
    kinds.set(kind, 1)
  }
  if (found > 0) {
    const mean = found / visits
    for (let round = 0; round < rounds; round++) {
      standardise(
        teams,
        ordered,
        mean,
        (t) => t.team,
        (t) => kinds.get(t.kind) ?? 1,
      )
      standardise(
        kinds,
        ordered,
        mean,
        (t) => t.kind,
        (t) => (t.team === null ? 1 : (teams.get(t.team) ?? 1)),
      )
    }
  }
  return new Map([...teams].map(([team, factor]) => [team, Math.round(factor * 1000)]))
}

function standardise(
  factors: Map<string, number>,
  tallies: readonly Tally[],
  mean: number,
  groupOf: (tally: Tally) => string | null,
  otherFactor: (tally: Tally) => number,
): void {
  const sums = new Map<string, { found: number; expected: number }>()
  for (const tally of tallies) {
    const group = groupOf(tally)
    if (group === null) continue
    const sum = sums.get(group) ?? { found: weight, expected: weight }
    sum.found += tally.found / mean
    sum.expected += tally.visits * otherFactor(tally)
    sums.set(group, sum)
  }
  for (const [group, { found, expected }] of sums) factors.set(group, found / expected)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
