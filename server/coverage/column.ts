import type { IntColumns } from '#data/contract/columns.ts'

/** A 32-bit column of an answer. Throws a TypeError when the statement did not bring it as INTEGER or DATE. */
export function int32({ columns }: IntColumns, name: string): Int32Array {
  const column = columns[name]
  if (column instanceof Int32Array) return column
  throw new TypeError(`the answer has no 32-bit column ${name}`)
}

/** A wide column of an answer. Throws a TypeError when the statement did not bring it as BIGINT or HUGEINT. */
export function float64({ columns }: IntColumns, name: string): Float64Array {
  const column = columns[name]
  if (column instanceof Float64Array) return column
  throw new TypeError(`the answer has no wide column ${name}`)
}
