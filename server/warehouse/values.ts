import { DuckDBDateValue, DuckDBListValue, DuckDBTimestampTZValue, type DuckDBValue } from '@duckdb/node-api'

/**
 * A DuckDB value as the tables' contract writes it: DATE "YYYY-MM-DD", TIMESTAMPTZ ISO 8601 UTC with milliseconds,
 * lists as arrays, integers as numbers. Throws a RangeError for an integer above 2^53 and a TypeError for other types.
 */
export function plainValue(value: DuckDBValue | undefined): unknown {
  if (value === undefined || value === null) return null
  if (typeof value === 'bigint') return safeNumber(value)
  if (typeof value !== 'object') return value
  if (value instanceof DuckDBDateValue) return new Date(value.days * 86_400_000).toISOString().slice(0, 10)
  if (value instanceof DuckDBTimestampTZValue) return new Date(Number(value.micros / 1000n)).toISOString()
  if (value instanceof DuckDBListValue) return value.items.map(plainValue)
  throw new TypeError(`a column of ${value.constructor.name} has no plain form`)
}

/** A 64-bit or wider integer as a number. Throws a RangeError above 2^53. */
export function safeNumber(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError('an integer above 2^53 cannot be a number')
  return number
}
