import type { Measure } from '#client/map/classify.ts'
import { measures, type Look } from './look.ts'

/** What changes with the measure: the legend's filter speaks of the old colours, so it goes. */
export function lookOfMeasure(measure: Measure): Partial<Look> {
  return { measure, show: null, bins: null, order: measure === 'density' ? 'density' : 'debt' }
}

/** The next measure in the order of the switch, the first after the last. */
export function measureAfter(measure: Measure): Measure {
  return measures[(measures.indexOf(measure) + 1) % measures.length] ?? 'recency'
}
