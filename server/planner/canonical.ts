import { createHash } from 'node:crypto'

/** What a frame may hold, so that every language writes the same bytes. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

/**
 * RFC 8785 with integers only: keys by UTF-16 units, no space, nothing that languages write differently. Throws a
 * RangeError for a number that is no safe integer, and for half a surrogate pair.
 */
export function canonicalJson(value: Plain): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no integer`)
    return String(value)
  }
  if (typeof value === 'string') {
    if (/\p{Surrogate}/u.test(value)) throw new RangeError('half a surrogate pair')
    return JSON.stringify(value)
  }
  if (value === null || typeof value === 'boolean') return String(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1))
  return `{${keys.map((key) => `${canonicalJson(key)}:${canonicalJson(value[key] ?? null)}`).join(',')}}`
}

function isList(value: readonly Plain[] | { readonly [key: string]: Plain }): value is readonly Plain[] {
  return Array.isArray(value)
}

/** SHA-256 of a value’s canonical JSON. */
export function hashOf(value: Plain): Buffer {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest()
}

/** Ids in the order of their UTF-8 bytes, which is that of their code points. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'))
}
