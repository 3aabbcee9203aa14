import { smallCount } from '#data/contract/bands.ts'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { lits, type Lit } from '#client/state/look.ts'
import { changeLook } from '#client/state/use-look.ts'
import { legendRows, type LegendRow } from './legend-texts.ts'
import type { Scene } from './scene.ts'

/** The colours worst first, then the three kinds of nothing. Chosen rows stay lit on the map, all others step back. */
export function LegendRows({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const { bands, nothings } = legendRows(scene, t, format)
  const row = (one: LegendRow) => (
    <ToggleButton
      key={one.id}
      id={one.id}
      className="legend-row"
      isDisabled={one.cells === 0 && !isChosen(one.id)}
    >
      <span className={`swatch swatch-${one.id}`} aria-hidden="true" />
      <span className="legend-name">{one.name}</span>
      <span className="legend-range">{one.range}</span>
      <span className="legend-count">{format.whole(one.cells)}</span>
    </ToggleButton>
  )
  const isChosen = (id: Lit) => scene.look.show?.includes(id) ?? false
  return (
    <ToggleButtonGroup
      className="legend-rows"
      data-filtering={scene.look.show !== null || undefined}
      aria-label={t('legend.label')}
      orientation="vertical"
      selectionMode="multiple"
      selectedKeys={scene.look.show ?? []}
      onSelectionChange={(keys) => {
        const show = lits.filter((lit) => keys.has(lit))
        changeLook({ show: show.length === 0 ? null : show })
      }}
    >
      {bands.map(row)}
      <hr className="rule" />
      {nothings.map(row)}
      {scene.look.measure !== 'recency' && (
        <div className="legend-row">
          <span className="swatch swatch-few swatch-few-alone" aria-hidden="true" />
          <span className="legend-name">{t('legend.few', { n: format.whole(smallCount) })}</span>
          <span />
          <span className="legend-count">
            {format.whole(
              scene.cells.filter(
                (cell) => cell.few && cell.densityMilli !== null && cell.standing !== 'never',
              ).length,
            )}
          </span>
        </div>
      )}
    </ToggleButtonGroup>
  )
}
