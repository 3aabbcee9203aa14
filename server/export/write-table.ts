import { keyOf, type TableName } from '#data/contract/tables.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { ExportTable, OpenWriter, Output } from './table.ts'

/** Writes rows that are there already, some at a time. */
export async function writeRows(
  open: OpenWriter,
  table: ExportTable,
  output: Output,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  await writing(open, table, output, async (write) => {
    for (let from = 0; from < rows.length; from += atOnce) await write(rows.slice(from, from + atOnce))
  })
}

const atOnce = 2000

/** Writes a register table's current rows in the order of their keys, of `only` these if it is given. Answers how many. */
export async function writeTable(
  warehouse: Pick<Warehouse, 'each'>,
  name: TableName,
  {
    open,
    table,
    output,
    only,
    onRows,
  }: {
    open: OpenWriter
    table: ExportTable
    output: Output
    only?: ReadonlySet<string> | undefined
    /** Rows written so far. */
    onRows?: (rows: number) => void
  },
): Promise<number> {
  const key = keyOf(name)
  let count = 0
  await writing(open, table, output, (write) =>
    warehouse.each(name, async (every) => {
      const rows: Record<string, unknown>[] = every
      const wanted = only === undefined ? rows : rows.filter((row) => only.has(String(row[key])))
      await write(wanted)
      onRows?.((count += wanted.length))
    }),
  )
  return count
}

async function writing(
  open: OpenWriter,
  table: ExportTable,
  output: Output,
  work: (write: Awaited<ReturnType<OpenWriter>>['write']) => Promise<void>,
): Promise<void> {
  const writer = await open(table, output)
  try {
    await work((rows) => writer.write(rows))
    await writer.end()
  } catch (error) {
    await writer.drop()
    throw error
  }
}
