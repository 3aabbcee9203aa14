import { columnsType } from '#data/contract/api.ts'
import { encodeColumns, none, type IntColumns } from '#data/contract/columns.ts'

export type Form = 'binary' | 'json'

export function columnsTypeOf(form: Form): string {
  return form === 'binary' ? columnsType : 'application/json'
}

/** A columns answer on the wire, in either form; both hold the same. */
export function encodeAnswer(form: Form, meta: object, columns: IntColumns): Uint8Array<ArrayBuffer> {
  if (form === 'binary') return encodeColumns(meta, columns)
  const plain = Object.fromEntries(
    Object.entries(columns.columns).map(([name, values]) => [
      name,
      Array.from(values, (value) => (value === none ? null : value)),
    ]),
  )
  return encodeJson({ meta, rows: columns.rows, columns: plain })
}

export function encodeJson(value: object): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value))
}
