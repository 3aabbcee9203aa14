import { bothStepOf } from '#client/map/classify.ts'
import type { Cell } from './cells.ts'
import { densityBin, recencyBin } from './histogram.ts'
import { bothSteps, densitySteps, type Lit, type Look } from './look.ts'

type Lighting = Pick<Look, 'show' | 'bins' | 'measure'>

/** Whether the legend leaves a cell lit: its row or colour is chosen (or none is), and its bar (or none is). */
export function isLit(cell: Cell, { show, bins, measure }: Lighting): boolean {
  if (bins !== null) {
    const bin = measure === 'density' ? densityBin(cell) : recencyBin(cell)
    if (bin === null || bin < bins[0] || bin > bins[1]) return false
  }
  return show === null || show.some((lit) => bears(cell, lit))
}

/** Whether a cell has what a row of the legend stands for. */
function bears(cell: Cell, lit: Lit): boolean {
  if (lit === cell.standing) return true
  const both = bothSteps.findIndex((step) => step === lit)
  if (both !== -1) return bothStepOf(cell) === both
  const fromTop = densitySteps.findIndex((step) => step === lit)
  if (fromTop === -1 || densityBin(cell) === null) return false
  return cell.densityBand === densitySteps.length - 1 - fromTop
}
