import type { ReactNode } from 'react'
import { narrow as narrowWindow, useMedia } from '#client/ui/use-media.ts'

export interface Column<T> {
  name: string
  head: string
  /** Null: nothing to say for this row. */
  cell: (row: T) => ReactNode
}

interface Props<T> {
  /** What the rows are. */
  label: string
  rows: readonly T[]
  idOf: (row: T) => string
  /** The first names the row. */
  columns: readonly Column<T>[]
  /** What can be done with a row; left out: nothing. */
  renderActs?: (row: T) => ReactNode
  /** What the column of acts is called where it is only heard. */
  acts: string
  isQuiet?: (row: T) => boolean
}

/** A table where there is room, else a list in which each row says its columns one under another. */
export function Rows<T>({ label, rows, idOf, columns, renderActs, acts, isQuiet = () => false }: Props<T>) {
  const narrow = useMedia(narrowWindow)
  if (narrow)
    return (
      <ul className="access-list" aria-label={label}>
        {rows.map((row) => (
          <li key={idOf(row)} data-quiet={isQuiet(row) || undefined}>
            {columns.map(({ name, head, cell }, index) => {
              const said = cell(row)
              if (said === null) return null
              return (
                <div key={name} className={`access-cell access-cell-${name}`}>
                  {index > 0 && <span className="access-cell-head">{head}</span>}
                  {said}
                </div>
              )
            })}
            {renderActs !== undefined && (
              <div className="access-cell access-cell-acts">{renderActs(row)}</div>
            )}
          </li>
        ))}
      </ul>
    )
  return (
    <div className="access-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="access-table">
        <thead>
          <tr>
            {columns.map(({ name, head }) => (
              <th key={name} scope="col" className={`access-cell-${name}`}>
                {head}
              </th>
            ))}
            {renderActs !== undefined && (
              <th scope="col" className="access-cell-acts">
                <span className="hidden">{acts}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)} data-quiet={isQuiet(row) || undefined}>
              {columns.map(({ name, cell }) => (
                <td key={name} className={`access-cell-${name}`}>
                  {cell(row)}
                </td>
              ))}
              {renderActs !== undefined && <td className="access-cell-acts">{renderActs(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
