import { bands, type Band } from '#data/contract/bands.ts'
import type { Cell, DensityBand } from './cells.ts'

export const binCount = 30

/** One bar: its cells by band, from the foot up. A bin holds what is above its lower and up to its upper edge. */
export interface Bin<B> {
  /** Upper edge, as a multiple of the interval or of the mean. */
  upTo: number
  parts: { band: B; cells: number }[]
  cells: number
}

/** Recency ÷ interval in 30 bins of 0.1, the last one open; from integers, so that an edge is exact. */
export function recencyHistogram(cells: readonly Cell[]): Bin<Band>[] {
  const bins = emptyBins<Band>()
  for (const { recencyDays, intervalDays, standing } of cells) {
    const band = bands.find((name) => name === standing)
    if (recencyDays === null || band === undefined) continue
    put(bins, Math.ceil((recencyDays * 10) / intervalDays) - 1, band)
  }
  return bins
}

/** Issue density ÷ district mean in 30 bins of 0.1, the last one open. */
export function densityHistogram(cells: readonly Cell[]): Bin<DensityBand>[] {
  const bins = emptyBins<DensityBand>()
  for (const { densityMilli, densityBand } of cells) {
    if (densityMilli !== null && densityBand !== null)
      put(bins, Math.ceil(densityMilli / 100) - 1, densityBand)
  }
  return bins
}

function emptyBins<B>(): Bin<B>[] {
  return Array.from({ length: binCount }, (_, i) => ({ upTo: (i + 1) / 10, parts: [], cells: 0 }))
}

function put<B>(bins: Bin<B>[], index: number, band: B): void {
  const bin = bins[Math.min(binCount - 1, Math.max(0, index))]
  if (bin === undefined) return
  bin.cells++
  const part = bin.parts.find((one) => one.band === band)
  if (part === undefined) bin.parts.push({ band, cells: 1 })
  else part.cells++
}
