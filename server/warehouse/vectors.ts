import {
  DuckDBBigIntVector,
  DuckDBDateVector,
  DuckDBHugeIntVector,
  DuckDBIntegerVector,
  type DuckDBResult,
  type DuckDBVector,
} from '@duckdb/node-api'
import { type IntColumns, none } from '#data/contract/columns.ts'
import { safeNumber } from './values.ts'

type IntColumn = Int32Array | Float64Array

/** Reads a result's vectors chunk by chunk into integer columns. Throws a TypeError on a type that is no integer. */
export async function readColumns(result: DuckDBResult): Promise<IntColumns> {
  const names = result.columnNames()
  const vectors: DuckDBVector[][] = names.map(() => [])
  let rows = 0
  for (let chunk = await result.fetchChunk(); chunk !== null; chunk = await result.fetchChunk()) {
    if (chunk.rowCount === 0) break
    for (const [i, parts] of vectors.entries()) parts.push(chunk.getColumnVector(i))
    rows += chunk.rowCount
  }
  const wide = result.columnTypes().map((type) => widthOf(String(type)))
  const columns = Object.fromEntries(
    names.map((name, i) => [
      name,
      fill(vectors[i] ?? [], wide[i] === 8 ? new Float64Array(rows) : new Int32Array(rows)),
    ]),
  )
  return { rows, columns }
}

function widthOf(type: string): 4 | 8 {
  if (type === 'INTEGER' || type === 'DATE') return 4
  if (type === 'BIGINT' || type === 'HUGEINT') return 8
  throw new TypeError(`a column of ${type} is not one of integers`)
}

function fill(parts: readonly DuckDBVector[], out: IntColumn): IntColumn {
  let row = 0
  for (const part of parts) {
    const read = itemOf(part)
    for (let i = 0; i < part.itemCount; i++) out[row++] = read(i) ?? none
  }
  return out
}

function itemOf(vector: DuckDBVector): (i: number) => number | null {
  if (vector instanceof DuckDBIntegerVector) return (i) => vector.getItem(i)
  if (vector instanceof DuckDBDateVector) return (i) => vector.getItem(i)?.days ?? null
  if (vector instanceof DuckDBBigIntVector || vector instanceof DuckDBHugeIntVector)
    return (i) => {
      const item = vector.getItem(i)
      return item === null ? null : safeNumber(item)
    }
  throw new TypeError(`a vector of ${String(vector.type)} is not one of integers`)
}
