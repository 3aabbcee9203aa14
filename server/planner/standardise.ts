/** Visits, one place in each array a visit. `group` −1: not known, it counts as average. */
export interface Outcomes {
  team: Int32Array
  kind: Int32Array
  /** What was found, ≥ 0. */
  found: Float64Array
}

export interface Factors {
  /** Mean of `found` over all visits; 0: nothing was ever found. */
  mean: number
  teams: Float64Array
  kinds: Float64Array
}

const rounds = 5
/** Expected findings of an average group that each group begins with. */
const weight = 5

/**
 * How much more each team and each kind of place finds than the average would have, each cleared of the other: five
 * rounds of indirect standardisation, shrunk by five expected findings. U_t = (5 + Σ s/m) / (5 + Σ T_c), T_c alike.
 */
export function factorsOf({ team, kind, found }: Outcomes, teams: number, kinds: number): Factors {
  const factors = { mean: 0, teams: new Float64Array(teams).fill(1), kinds: new Float64Array(kinds).fill(1) }
  let sum = 0
  for (const one of found) sum += one
  if (sum === 0) return factors
  factors.mean = sum / found.length
  const foundBy = (group: Int32Array, groups: number) => {
    const sums = new Float64Array(groups)
    for (let v = 0; v < found.length; v++) {
      const g = group[v] ?? -1
      if (g >= 0) sums[g] = (sums[g] ?? 0) + (found[v] ?? 0) / factors.mean
    }
    return sums
  }
  const [byTeam, byKind] = [foundBy(team, teams), foundBy(kind, kinds)]
  /** Visits of each team in each kind; the last row is of teams that are not known. */
  const pairs = new Float64Array((teams + 1) * kinds)
  for (let v = 0; v < found.length; v++) {
    const t = team[v] ?? -1
    const at = (t < 0 ? teams : t) * kinds + (kind[v] ?? 0)
    pairs[at] = (pairs[at] ?? 0) + 1
  }
  for (let round = 0; round < rounds; round++) {
    for (let t = 0; t < teams; t++) {
      let expected = 0
      for (let c = 0; c < kinds; c++) expected += (pairs[t * kinds + c] ?? 0) * (factors.kinds[c] ?? 1)
      factors.teams[t] = (weight + (byTeam[t] ?? 0)) / (weight + expected)
    }
    for (let c = 0; c < kinds; c++) {
      let expected = pairs[teams * kinds + c] ?? 0
      for (let t = 0; t < teams; t++) expected += (pairs[t * kinds + c] ?? 0) * (factors.teams[t] ?? 1)
      factors.kinds[c] = (weight + (byKind[c] ?? 0)) / (weight + expected)
    }
  }
  return factors
}
