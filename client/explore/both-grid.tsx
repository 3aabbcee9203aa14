import { codeOf } from '#client/map/classify.ts'
import { paintCode, toneCode } from '#client/map/paint.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { bothRamp } from '#client/theme/ramps.ts'
import type { Scene } from './scene.ts'

const columns = ['within', 'overdue', 'long-overdue'] as const
const rows = ['rowTwo', 'rowOne', 'rowLess'] as const

/** The nine colours of both measures at once: how late to the right, how dense upwards; each with its cells. */
export function BothGrid({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const tones = bothRamp[scene.theme]
  const { settings } = scene.district
  const counts = Array.from({ length: 9 }, () => 0)
  for (const cell of scene.cells) {
    const index = toneCode(codeOf(cell, { measure: 'both', settings })) - paintCode.both
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1
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
              return (
                <td key={column} style={{ backgroundColor: tone?.fill, color: tone?.ink }}>
                  {format.whole(counts[index] ?? 0)}
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
              {column === 'within' ? t('legend.within') : t(`standing.${column}`)}
            </th>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}
