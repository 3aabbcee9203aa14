import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { none } from '#data/contract/columns.ts'
import { createReader, dayValue } from '#server/warehouse/reader.ts'

async function reader(connections = 1) {
  const instance = await DuckDBInstance.create(':memory:')
  return createReader(...(await Promise.all(Array.from({ length: connections }, () => instance.connect()))))
}

test('integers come as 32-bit columns, sums as doubles, days as days since 1970, NULL as none', async () => {
  const asked = await reader()
  const answer = await asked.columns(
    `SELECT (i + $add)::INTEGER AS a, sum(i * 1000000000000) AS b, $day::DATE AS d, NULL::INTEGER AS n
     FROM range(3) t(i) GROUP BY i ORDER BY i`,
    { add: 5, day: dayValue('1970-01-11'), unused: null },
  )
  expect(answer).toEqual({
    rows: 3,
    columns: {
      a: Int32Array.of(5, 6, 7),
      b: Float64Array.of(0, 1e12, 2e12),
      d: Int32Array.of(10, 10, 10),
      n: Int32Array.of(none, none, none),
    },
  })
})

test('more rows than one chunk keep their order', async () => {
  const asked = await reader()
  const { rows, columns: read } = await asked.columns(
    'SELECT i::INTEGER AS i FROM range(5000) t(i) ORDER BY i',
    {},
  )
  expect(rows).toBe(5000)
  expect(read['i']?.every((value, i) => value === i)).toBe(true)
})

test('an empty answer still has its columns', async () => {
  const asked = await reader()
  expect(await asked.columns('SELECT 1::INTEGER AS a, 1::HUGEINT AS b WHERE false', {})).toEqual({
    rows: 0,
    columns: { a: new Int32Array(), b: new Float64Array() },
  })
})

test('rows are written as the contract of the tables writes them', async () => {
  const asked = await reader()
  expect(
    await asked.rows(
      `SELECT $text AS t, $list::VARCHAR[] AS l, $none::VARCHAR[] AS n, $day::DATE AS d,
         to_timestamp(1.5) AS at, 7::BIGINT AS big, true AS yes`,
      { text: "a'; DROP TABLE x", list: [], none: null, day: dayValue('2024-02-29') },
    ),
  ).toEqual([
    {
      t: "a'; DROP TABLE x",
      l: [],
      n: null,
      d: '2024-02-29',
      at: '1970-01-01T00:00:01.500Z',
      big: 7,
      yes: true,
    },
  ])
})

test('questions asked at once do not see each other’s parameters', async () => {
  const asked = await reader(2)
  const numbers = Array.from({ length: 200 }, (_, i) => i)
  const answers = await Promise.all(numbers.map((n) => asked.columns('SELECT $n::INTEGER AS n', { n })))
  expect(answers.map(({ columns }) => columns['n']?.[0])).toEqual(numbers)
})

test('an error names the question by its first line and holds no value', async () => {
  const asked = await reader()
  const sql = '-- How many secrets are there\nSELECT $x::INTEGER AS x'
  await expect(asked.rows(sql, { x: 'canary' })).rejects.toThrow(
    /How many secrets are there.*Conversion Error$/,
  )
  await expect(asked.rows(sql, {})).rejects.toThrow('How many secrets are there”: parameter $x has no value')
  await expect(asked.columns('-- Half a row\nSELECT 0.5 AS x', {})).rejects.toThrow(/Half a row.*DECIMAL/)
  await expect(asked.columns('-- Too big\nSELECT 9007199254740993 AS x', {})).rejects.toThrow(/Too big/)
  await expect(asked.columns('-- Nowhere\nSELECT x FROM nowhere', {})).rejects.toThrow(
    /Nowhere.*Catalog Error/,
  )
  expect(await asked.columns(sql, { x: 1 })).toMatchObject({ rows: 1 })
})

test('a day that is not in the calendar is refused', () => {
  expect(() => dayValue('2025-02-29')).toThrow(RangeError)
  expect(() => dayValue('2025-2-1')).toThrow(RangeError)
})

test('a kept statement answers from the table that stands now, also when it was replaced meanwhile', async () => {
  const instance = await DuckDBInstance.create(':memory:')
  const writer = await instance.connect()
  const connection = await instance.connect()
  const asked = createReader(connection)
  const sql = '-- What is there\nSELECT x::INTEGER AS x FROM thing WHERE x > $least ORDER BY x'
  const read = async (least: number) => {
    await connection.run('BEGIN TRANSACTION READ ONLY')
    const { columns } = await asked.columns(sql, { least })
    await connection.run('COMMIT')
    return [...(columns['x'] ?? [])]
  }
  await writer.run('CREATE TABLE thing AS SELECT 1::INTEGER AS x')
  expect(await read(0)).toEqual([1])
  for (const type of ['BIGINT', 'HUGEINT', 'INTEGER']) {
    await writer.run('BEGIN TRANSACTION')
    await writer.run(`CREATE OR REPLACE TABLE thing AS SELECT 'new' AS y, (x + 1)::${type} AS x FROM thing`)
    const before = await read(0)
    await writer.run('COMMIT')
    expect(await read(0)).toEqual(before.map((x) => x + 1))
  }
  await writer.run('INSERT INTO thing VALUES (NULL, 9)')
  expect(await read(4)).toEqual([9])
})
