import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeColumns, encodeColumns, none } from '#data/contract/columns.ts'

const cell = fc.oneof(
  fc.constant(none),
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: 0, max: 70_000 }),
  fc.integer({ min: none + 1, max: 2147483647 }),
  fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }),
)

test('columns come back from the wire as they went, nulls and every width included', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 50 }), (rows) => {
      const a = Float64Array.from(rows, (row) => row[0])
      const b = Float64Array.from(rows, (row) => row[1])
      const back = decodeColumns(
        encodeColumns({ note: '网格' }, { rows: rows.length, columns: { a, b } }).buffer,
      )
      expect(back.meta).toEqual({ note: '网格' })
      expect(Array.from(back.columns['a'] ?? [])).toEqual(Array.from(a))
      expect(Array.from(back.columns['b'] ?? [])).toEqual(Array.from(b))
    }),
  )
})

test('anything that is not columns is refused', () => {
  expect(() => decodeColumns(new TextEncoder().encode('{"type":"FeatureCollection"}').buffer)).toThrow(
    RangeError,
  )
})
