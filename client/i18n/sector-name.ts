import type { Translate } from './use-words.ts'

const known = [
  'building',
  'emergency',
  'health',
  'market',
  'road',
  'school',
  'food',
  'fire',
  'environment',
] as const

/** A sector's name: those that districts share are translated, any other is called what its data call it. */
export function sectorName(sector: string, t: Translate): string {
  const id = known.find((one) => one === sector)
  return id === undefined ? sector : t(`sectors.known.${id}`)
}
