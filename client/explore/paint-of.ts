import { classify, dim } from '#client/map/classify.ts'
import type { Paint } from '#client/map/paint.ts'
import type { Look } from '#client/state/look.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Scene } from './scene.ts'

/** What decides the cells' colours. */
export interface Painted extends Pick<Scene, 'coverage' | 'lit'> {
  look: Pick<Look, 'measure' | 'rate' | 'show' | 'bins'>
  settings: Settings
}

/** The colours of the cells as the look asks for them; what the legend leaves out steps back. Pure. */
export function paintOf({ coverage, look, settings, lit }: Painted): Paint {
  const whole = classify(coverage, { measure: look.measure, settings, raw: look.rate === 'raw' })
  if (look.show === null && look.bins === null) return whole
  const numbers = new Set(lit.map((cell) => cell.areaNo))
  return dim(whole, (areaNo) => numbers.has(areaNo))
}
