/** Seeds of the fault tests: 5, or as many as FAULT_SEEDS says. */
export const seeds = Array.from({ length: Number(process.env['FAULT_SEEDS'] ?? 5) }, (_, i) => i + 1)

/** A number from 0 to 1 that depends on the seed and the draw alone. */
export function chance(seed: number, draw: number): number {
  const x = Math.sin(seed * 12.9898 + draw * 78.233) * 43758.5453
  return x - Math.floor(x)
}
