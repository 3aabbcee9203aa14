import type { UploadAnswer } from '#data/contract/imports.ts'
import { useDataWords } from './words.ts'

const shown = 5
const mostColumns = 40

/** The beginning of a file, as it was read: what is garbled here is read with the wrong encoding. */
export function FirstRows({ upload: { header, rows } }: { upload: UploadAnswer }) {
  const { t } = useDataWords()
  const columns = header.slice(0, mostColumns)
  if (columns.length === 0) return null
  return (
    <section className="data-section" aria-labelledby="first-rows">
      <h2 id="first-rows">{t('firstRows')}</h2>
      <div className="data-scroll" tabIndex={0} role="group" aria-labelledby="first-rows">
        <table className="data-rows">
          <thead>
            <tr>
              {columns.map((column, i) => (
                <th key={i} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row, i) => (
              <tr key={i}>
                {columns.map((_, j) => (
                  <td key={j}>{row[j] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
