import { Fragment, type ReactNode } from 'react'
import { emsOf } from '#client/i18n/text-width.ts'
import { rowsFit, useFit, type Tightness } from './fit.ts'

/** A column of a table on paper. The first one names the row. */
export interface PaperColumn<Row> {
  readonly key: string
  readonly heading: string
  readonly cell: (row: Row) => ReactNode
  /** Holds words, not figures, in so many hundredths of the table; the first column has what is left. */
  readonly words?: number
  /** Wider than its heading, in px. */
  readonly width?: number
  /** Set in bold where it tells of something that is wrong. */
  readonly weighty?: (row: Row) => boolean
}

interface Props<Row> {
  label: string
  columns: readonly PaperColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  /** Side by side. */
  tables: number
  /** Last of all, under a line: what the rows add up to. */
  total?: Row
  /** How close rows may move together before any is left out. */
  tightest: Tightness
  /** What is said of rows that found no room. */
  more: (rows: number) => string
}

/** Rows in tables side by side, as many as the place has room for; the rest is counted, never cut. */
export function PaperTables<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, tables, total, tightest, more } = props
  const { box, shown, tightness } = useFit(rows.length, tightest, rowsFit)
  const placed = rows.slice(0, shown)
  const height = Math.ceil((placed.length + (total === undefined ? 0 : 1)) / tables)
  const parts = Array.from({ length: tables }, (_, i) => placed.slice(i * height, (i + 1) * height))
  const left = rows.length - placed.length
  return (
    <div ref={box} className="paper-fit" data-tightness={tightness}>
      <div className="paper-tables">
        {parts.map((part, index) => (
          <table key={index} className="paper-table" aria-label={label}>
            <colgroup>
              {columns.map((column, at) => (
                <col key={column.key} style={{ inlineSize: at === 0 ? undefined : widthOf(column) }} />
              ))}
            </colgroup>
            <thead>
              <tr>
                {columns.map(({ key, heading, words }) => (
                  <th key={key} scope="col" className={words === undefined ? undefined : 'paper-words'}>
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {part.map((row) => (
                <PaperRow key={rowKey(row)} row={row} columns={columns} />
              ))}
            </tbody>
            {total !== undefined && index === tables - 1 && (
              <tfoot>
                <PaperRow row={total} columns={columns} />
              </tfoot>
            )}
          </table>
        ))}
      </div>
      {left > 0 && <p className="paper-more">{more(left)}</p>}
    </div>
  )
}

/** As wide as the heading, or three figures; words take their share of the table instead. */
function widthOf<Row>({ heading, words, width }: PaperColumn<Row>): string {
  if (words !== undefined) return `${words}%`
  return `${Math.max(34, width ?? 0, emsOf(heading) * headingPx + gapPx)}px`
}
const headingPx = 11
const gapPx = 7

function PaperRow<Row>({ row, columns }: { row: Row; columns: readonly PaperColumn<Row>[] }) {
  return (
    <tr>
      {columns.map(({ key, cell, words, weighty }, index) => {
        const said = cell(row)
        return (
          <Fragment key={key}>
            {index === 0 ? (
              <th scope="row">{said}</th>
            ) : (
              <td
                className={words === undefined ? undefined : 'paper-words'}
                data-weighty={weighty?.(row) === true || undefined}
              >
                {said}
              </td>
            )}
          </Fragment>
        )
      })}
    </tr>
  )
}
