import { useWords } from '#client/i18n/use-words.ts'
import { CellSwatch } from './cell-swatch.tsx'
import { daysOf } from './cell-texts.ts'
import type { Scene } from './scene.ts'

/** While time moves: how the selected cell stands then, and of which day the card's figures still are. */
export function MovingNote({ scene, still }: { scene: Scene; still: Scene }) {
  const { t, format } = useWords()
  if (!scene.stepped) return null
  const { selected, look, theme, district } = scene
  return (
    <p className="moving-note">
      <span>
        {selected !== null && (
          <>
            <CellSwatch cell={selected} measure={look.measure} theme={theme} settings={district.settings} />
            <strong>{daysOf(selected, t, format)}</strong>
          </>
        )}
        {t('time.still', { day: format.day(still.asOf, still.latest) })}
      </span>
    </p>
  )
}
