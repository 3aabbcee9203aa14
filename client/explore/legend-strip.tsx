import { useWords } from '#client/i18n/use-words.ts'
import { legendRows } from './legend-texts.ts'
import type { Scene } from './scene.ts'

/** The legend in one line: colours with their names, worst first. */
export function LegendStrip({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
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
