/**
 * Columns, the one shape that travels from database to layer.
 *
 * On the wire: "MCC1", u32 length of the header, the header as UTF-8 JSON (padded with spaces so that the data
 * starts at a multiple of 8), then each column's little-endian values, each starting at a multiple of 8.
 * A header's column says its type; the type's greatest value (for f64: NaN) stands for null.
 */
export interface IntColumns {
  rows: number
  /** Integers only; `none` stands for null. Float64Array where sums may pass 2^31. */
  columns: Record<string, Int32Array | Float64Array>
}

/** Null inside a column in memory, in both array types. */
export const none = -2147483648

/** The value at a row, or null. */
export function valueAt(column: Int32Array | Float64Array | undefined, row: number): number | null {
  const value = column?.[row]
  return value === undefined || value === none ? null : value
}

type Wire = 'u8' | 'u16' | 'u32' | 'i32' | 'f64'
interface WireColumn {
  name: string
  type: Wire
}
interface Header<M> {
  meta: M
  rows: number
  columns: WireColumn[]
}

const makers = {
  u8: (b: ArrayBuffer, o: number, n: number) => new Uint8Array(b, o, n),
  u16: (b: ArrayBuffer, o: number, n: number) => new Uint16Array(b, o, n),
  u32: (b: ArrayBuffer, o: number, n: number) => new Uint32Array(b, o, n),
  i32: (b: ArrayBuffer, o: number, n: number) => new Int32Array(b, o, n),
  f64: (b: ArrayBuffer, o: number, n: number) => new Float64Array(b, o, n),
} as const
const width: Record<Wire, number> = { u8: 1, u16: 2, u32: 4, i32: 4, f64: 8 }
const nullOnWire: Record<Wire, number> = {
  u8: 0xff,
  u16: 0xffff,
  u32: 0xffffffff,
  i32: none,
  f64: Number.NaN,
}
const pad8 = (n: number) => (n + 7) & ~7

/** The narrowest type that holds every value and its own null. */
function narrowest(values: Int32Array | Float64Array): Wire {
  let low = 0
  let high = 0
  for (const value of values) {
    if (value === none) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low < 0) return low > none && high <= 0x7fffffff ? 'i32' : 'f64'
  return high < 0xff ? 'u8' : high < 0xffff ? 'u16' : high < 0xffffffff ? 'u32' : 'f64'
}

/** Encodes columns with whatever `meta` the reader needs beside them (revision, geometry revision, asOf …). */
export function encodeColumns(meta: unknown, { rows, columns }: IntColumns): Uint8Array<ArrayBuffer> {
  const parts = Object.entries(columns).map(([name, values]) => ({ name, values, type: narrowest(values) }))
  const header: Header<unknown> = { meta, rows, columns: parts.map(({ name, type }) => ({ name, type })) }
  const head = new TextEncoder().encode(JSON.stringify(header))
  const start = pad8(8 + head.length)
  const total = parts.reduce((sum, part) => sum + pad8(rows * width[part.type]), start)
  const bytes = new Uint8Array(total)
  bytes.set([0x4d, 0x43, 0x43, 0x31])
  bytes.fill(0x20, 8, start)
  new DataView(bytes.buffer).setUint32(4, start - 8, true)
  bytes.set(head, 8)
  let offset = start
  for (const { values, type } of parts) {
    const out = makers[type](bytes.buffer, offset, rows)
    for (let i = 0; i < rows; i++) {
      const value = values[i] ?? none
      out[i] = value === none ? nullOnWire[type] : value
    }
    offset += pad8(rows * width[type])
  }
  return bytes
}

/** Decodes what encodeColumns wrote. Throws a RangeError or SyntaxError on anything else. */
export function decodeColumns<M>(buffer: ArrayBuffer): IntColumns & { meta: M } {
  const view = new DataView(buffer)
  if (buffer.byteLength < 8 || view.getUint32(0) !== 0x4d434331) throw new RangeError('not Mingcha columns')
  const length = view.getUint32(4, true)
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length))) as Header<M>
  const columns: Record<string, Int32Array | Float64Array> = {}
  let offset = 8 + length
  for (const { name, type } of header.columns) {
    const wire = makers[type](buffer, offset, header.rows)
    const wide = type === 'f64' || type === 'u32'
    const values = wide ? new Float64Array(header.rows) : new Int32Array(header.rows)
    for (let i = 0; i < header.rows; i++) {
      const value = wire[i] ?? Number.NaN
      values[i] = Number.isNaN(value) || value === nullOnWire[type] ? none : value
    }
    columns[name] = values
    offset += pad8(header.rows * width[type])
  }
  return { meta: header.meta, rows: header.rows, columns }
}
