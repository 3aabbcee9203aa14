import { bothStepOf } from '#client/map/classify.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { bothSteps, lits, type Lit } from '#client/state/look.ts'
import { changeLook } from '#client/state/use-look.ts'
import { bothRamp } from '#client/theme/ramps.ts'
import type { Scene } from './scene.ts'

const columns = ['within', 'overdue', 'long-overdue'] as const
const rows = ['rowTwo', 'rowOne', 'rowLess'] as const

/** The nine colours of both measures at once: how late to the right, how dense upwards; each with its cells, each a filter. */
export function BothGrid({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const tones = bothRamp[scene.theme]
  const { show } = scene.look
  const counts = Array.from({ length: 9 }, () => 0)
  for (const cell of scene.cells) {
    const step = bothStepOf(cell)
    if (step !== null) counts[step] = (counts[step] ?? 0) + 1
  }
  const columnName = (column: (typeof columns)[number]) =>
    column === 'within' ? t('legend.within') : t(`standing.${column}`)
  const toggle = (lit: Lit) => {
    const chosen = lits.filter((one) => (one === lit) !== (show?.includes(one) ?? false))
    changeLook({ show: chosen.length === 0 ? null : chosen })
  }
  return (
    <table className="both">
      <tbody>
        {rows.map((name, fromTop) => (
          <tr key={name}>
            <th scope="row">{t(`legend.${name}`)}</th>
            {columns.map((column, x) => {
              const index = 3 * (2 - fromTop) + x
              const tone = tones[index]
              const lit = bothSteps[index] ?? 'both-1'
              const cells = counts[index] ?? 0
              const chosen = show?.includes(lit) ?? false
              return (
                <td key={column}>
                  <button
                    type="button"
                    className="both-step"
                    style={{ backgroundColor: tone?.fill, color: tone?.ink }}
                    aria-pressed={chosen}
                    aria-label={`${columnName(column)} · ${t(`legend.${name}`)}: ${format.whole(cells)}`}
                    disabled={cells === 0 && !chosen}
                    onClick={() => toggle(lit)}
                  >
                    {format.whole(cells)}
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {columns.map((column) => (
            <th key={column} scope="col">
              {columnName(column)}
            </th>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}
