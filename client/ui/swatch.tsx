import type { Standing } from '#data/contract/bands.ts'
import type { DensityBand } from '#client/state/cells.ts'

/** The colour or hatch of a standing, as on the map. */
export function Swatch({ standing }: { standing: Standing }) {
  return <span className={`swatch swatch-${standing}`} aria-hidden="true" />
}

/** The colour of a density step; dotted when it rests on few visits. */
export function DensitySwatch({ band, few = false }: { band: DensityBand; few?: boolean }) {
  return (
    <span className={`swatch swatch-density-${band + 1}${few ? ' swatch-few' : ''}`} aria-hidden="true" />
  )
}
