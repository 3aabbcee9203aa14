import { open } from 'node:fs/promises'
import { keyOf, type TableName } from '#data/contract/tables.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { rowWriter, type ExportFormat } from './formats.ts'

interface Request {
  table: TableName
  format: ExportFormat
  /** A path, which is replaced; null for standard output. */
  file: string | null
  /** The keys of the rows to write; left out: all. */
  only?: ReadonlySet<string> | undefined
  /** Rows written so far. */
  onRows?: (rows: number) => void
}

/** Writes a table's current rows in the order of their keys; a file is synced before this resolves. Answers how many. */
export async function writeTable(
  warehouse: Warehouse,
  { table, format, file, only, onRows }: Request,
): Promise<number> {
  const writer = rowWriter(table, format)
  const out = file === null ? standardOutput() : await fileOutput(file)
  const key = keyOf(table)
  const isWanted = (row: Record<string, unknown>) => only?.has(String(row[key])) ?? true
  let count = 0
  try {
    await out.write(writer.open)
    await warehouse.each(table, async (every) => {
      const rows: Record<string, unknown>[] = every.filter(isWanted)
      await out.write(rows.map((row, i) => writer.row(row, count + i === 0)).join(''))
      onRows?.((count += rows.length))
    })
    await out.write(writer.close)
  } finally {
    await out.end()
  }
  return count
}

interface Output {
  write: (text: string) => Promise<void>
  end: () => Promise<void>
}

function standardOutput(): Output {
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, (error) =>
          error === null || error === undefined ? resolve() : reject(error),
        )
      }),
    end: () => Promise.resolve(),
  }
}

async function fileOutput(path: string): Promise<Output> {
  const handle = await open(path, 'w')
  return {
    write: async (text) => {
      await handle.writeFile(text)
    },
    end: async () => {
      await handle.sync().finally(() => handle.close())
    },
  }
}
