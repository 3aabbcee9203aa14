/** What chance costs, and what it buys: of one draw against a list by risk alone and a draw by chance alone. */
export interface Price {
  /** Expected visits that find something critical, in thousandths of a visit. */
  drawnMilli: number
  byRiskMilli: number
  byChanceMilli: number
  /** Of the list that somebody who knew every chance would guess, how much would be right, in thousandths. */
  guessedMilli: number
  /** Cells in which at least one site is drawn, expected. */
  cellsMilli: number
  leastChance: number
  greatestChance: number
}

/**
 * `hit`: by candidate, how likely a visit finds something critical (0 to 1); `chances` in billionths; `cells`: the cell
 * of each. That two sites are drawn is taken as independent, for the cells: in a draw of fixed size they are a little
 * less than that, so more cells are covered.
 */
export function priceOf(
  hit: Float64Array,
  chances: readonly number[],
  cells: readonly string[],
  unit: number,
): Price {
  const n = Math.round(sum(chances) / unit)
  const milli = (value: number) => Math.round(value * 1000)
  const descending = (a: number, b: number) => b - a
  const missed = new Map<string, number>()
  chances.forEach((chance, i) => {
    const cell = cells[i] ?? ''
    missed.set(cell, (missed.get(cell) ?? 1) * (1 - chance / unit))
  })
  const guess = chances.toSorted(descending).slice(0, n)
  return {
    drawnMilli: milli(chances.reduce((total, chance, i) => total + (chance / unit) * (hit[i] ?? 0), 0)),
    byRiskMilli: milli(sum([...hit].toSorted(descending).slice(0, n))),
    byChanceMilli: hit.length === 0 ? 0 : milli((n * sum([...hit])) / hit.length),
    guessedMilli: n === 0 ? 0 : milli(sum(guess) / unit / n),
    cellsMilli: milli(missed.size - sum([...missed.values()])),
    leastChance: chances.reduce((least, one) => Math.min(least, one), unit),
    greatestChance: chances.reduce((most, one) => Math.max(most, one), 0),
  }
}

function sum(numbers: readonly number[]): number {
  let total = 0
  for (const one of numbers) total += one
  return total
}
