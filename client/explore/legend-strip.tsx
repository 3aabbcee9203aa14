import { useWords } from '#client/i18n/use-words.ts'
import { BothGrid } from './both-grid.tsx'
import { legendRows } from './legend-texts.ts'
import type { Scene } from './scene.ts'

/** The legend under the thumb: colours with their names in one line, worst first; of both measures the nine. */
export function LegendStrip({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  if (scene.look.measure === 'both') {
    return (
      <div className="legend-strip-both">
        <BothGrid scene={scene} />
      </div>
    )
  }
  const { bands, nothings } = legendRows(scene, t, format)
  const shown = [...bands, ...nothings.slice(0, 1)]
  return (
    <ul className="legend-strip" aria-hidden="true">
      {shown.map(({ id, name }) => (
        <li key={id}>
          <span className={`swatch swatch-${id}`} />
          {name}
        </li>
      ))}
    </ul>
  )
}
