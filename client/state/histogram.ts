import { bands, type Band, type Standing } from '#data/contract/bands.ts'
import type { Cell, DensityBand } from './cells.ts'

export const binCount = 30

/** One bar: its cells by band, from the foot up. A bin holds what is above its lower and up to its upper edge. */
export interface Bin<B> {
  /** Upper edge, as a multiple of the interval or of the mean. */
  upTo: number
  parts: { band: B; cells: number }[]
  cells: number
}

/** The bin of a cell's recency ÷ interval, from 0; null: never visited, or nothing to visit. From integers, so that an edge is exact. */
export function recencyBin({ recencyDays, intervalDays, standing }: Cell): number | null {
  if (recencyDays === null || !isBand(standing)) return null
  return clamp(Math.ceil((recencyDays * 10) / intervalDays) - 1)
}

/** The bin of a cell's issue density ÷ district mean, from 0; null: there is none to tell. */
export function densityBin({ densityMilli, standing }: Cell): number | null {
  if (densityMilli === null || !isBand(standing)) return null
  return clamp(Math.ceil(densityMilli / 100) - 1)
}

/** Recency ÷ interval in 30 bins of 0.1, the last one open. */
export function recencyHistogram(cells: readonly Cell[]): Bin<Band>[] {
  return histogramOf(cells, recencyBin, ({ standing }) => (isBand(standing) ? standing : null))
}

/** Issue density ÷ district mean in 30 bins of 0.1, the last one open. */
export function densityHistogram(cells: readonly Cell[]): Bin<DensityBand>[] {
  return histogramOf(cells, densityBin, ({ densityBand }) => densityBand)
}

const clamp = (index: number) => Math.min(binCount - 1, Math.max(0, index))

function isBand(standing: Standing): standing is Band {
  return bands.some((band) => band === standing)
}

function histogramOf<B>(
  cells: readonly Cell[],
  binOf: (cell: Cell) => number | null,
  bandOf: (cell: Cell) => B | null,
): Bin<B>[] {
  const bins = Array.from({ length: binCount }, (_, i): Bin<B> => ({
    upTo: (i + 1) / 10,
    parts: [],
    cells: 0,
  }))
  for (const cell of cells) {
    const bin = bins[binOf(cell) ?? -1]
    const band = bandOf(cell)
    if (bin === undefined || band === null) continue
    bin.cells++
    const part = bin.parts.find((one) => one.band === band)
    if (part === undefined) bin.parts.push({ band, cells: 1 })
    else part.cells++
  }
  return bins
}
