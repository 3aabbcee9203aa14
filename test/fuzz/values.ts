import fc from 'fast-check'
import type { Shape } from './document.ts'

/** Text that something, somewhere, may take for something else. */
export const wildText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e9',
    '1e400',
    '-0',
    'NaN',
    'Infinity',
    'null',
    'undefined',
    'true',
    '٣',
    '９',
    '%00',
    '%',
    '%2e%2e%2f',
    '../../../etc/passwd',
    '..',
    '.',
    '..\\..\\x',
    "'; DROP TABLE visit; --",
    '" OR ""="',
    '$1',
    '{id}',
    ':id',
    '*',
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    '\r\nx-a: b',
    '\u202eabc\u202c',
    'مرحبا بالعالم',
    '\ufeff',
    '\u200b',
    '\ud800',
    'a\udc00b',
    '👩‍👩‍👧‍👧',
    'é'.normalize('NFD'),
    '<script>alert(1)</script>',
    '=1+1',
    '9'.repeat(400),
    'x'.repeat(5000),
    '2026-02-30',
    '0000-01-01',
    '2026-13-01T99:99:99Z',
    '9999-12-31',
    ',',
    ',,,,',
    '1,1,1,1,1',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)

/** JSON of which no part was asked for. */
export const wildJson: fc.Arbitrary<unknown> = fc.oneof(
  wildText,
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    0.5,
    -0,
    1e308,
    Number.MAX_SAFE_INTEGER + 2,
    [],
    {},
    [[]],
    [null],
    { length: 3 },
    JSON.parse('{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}'),
    nested(40),
    nested(2000),
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

function nested(levels: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { x: value }
  return value
}

const dates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())

/** Values that a schema describes. `known`: what the server really has, which is taken where it fits. */
export function valid(schema: Shape, known: readonly string[]): fc.Arbitrary<unknown> {
  const given =
    schema.anyOf === undefined
      ? plain(schema, known)
      : fc.oneof(...schema.anyOf.map((one) => valid(one, known)))
  return schema.nullable === true ? fc.option(given, { nil: null, freq: 6 }) : given
}

function plain(schema: Shape, known: readonly string[]): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'string':
      return validText(schema, known)
    case 'integer':
      return fc.oneof(
        fc.integer({
          min: schema.minimum ?? -5,
          max: Math.min(schema.maximum ?? 2 ** 31, (schema.minimum ?? 0) + 40),
        }),
        fc.integer({ min: schema.minimum ?? -(2 ** 31), max: schema.maximum ?? 2 ** 31 }),
      )
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(valid(schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, (schema.minItems ?? 0) + 5),
      })
    case 'object':
      return validObject(schema, known)
    case undefined:
      return schema.nullable === true ? fc.constant(null) : fc.jsonValue({ maxDepth: 2 })
    default:
      throw new TypeError(`no such type: ${String(schema.type)}`)
  }
}

function validObject(
  { properties = {}, required = [], additionalProperties }: Shape,
  known: readonly string[],
) {
  const named = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valid(schema, known)])),
    { requiredKeys: required },
  )
  if (typeof additionalProperties !== 'object') return named
  const names = fc.constantFrom(...known, 'site_id', 'name', 'lon', 'lat')
  const others = fc.dictionary(names, valid(additionalProperties, known), { maxKeys: 4 })
  return fc.tuple(named, others).map(([some, more]) => ({ ...more, ...some }))
}

function validText(schema: Shape, known: readonly string[]): fc.Arbitrary<unknown> {
  const values = schema.enum?.filter((value) => value !== null) ?? listed(schema)
  if (values.length > 0) return fc.constantFrom(...values)
  if (schema.format === 'date')
    return fc.oneof(
      dates.map((text) => text.slice(0, 10)),
      fc.constantFrom('2026-03-01', '2026-03-10'),
    )
  if (schema.format === 'date-time') return fc.oneof(dates, fc.constant('2026-03-08T02:00:00.000Z'))
  const pattern = schema.pattern === undefined ? null : new RegExp(schema.pattern, 'u')
  const { minLength = 0, maxLength = 60 } = schema
  const fitting = known.filter(
    (text) => (pattern?.test(text) ?? true) && text.length >= minLength && text.length <= maxLength,
  )
  const made =
    pattern === null
      ? fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 30) })
      : fc.stringMatching(/\\p/.test(pattern.source) ? /^[a-z0-9]{1,8}$/ : new RegExp(pattern.source))
  return fitting.length === 0 ? made : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fitting) }, made)
}

/** A list in a URL is text to the document; what may be in it is in the description. */
function listed({ description = '' }: Shape): string[] {
  const [, list] = /^Comma-separated: (.+)$/.exec(description) ?? []
  if (list !== undefined) return [list.replaceAll(' ', ''), ...list.split(', ')]
  return description.startsWith('Comma-separated severities') ? ['1', '4,3', '1,2,3,4'] : []
}

/** A value with one thing in it, at any depth, replaced, removed, doubled, added or turned into a list. */
export function nearly(value: unknown): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add', 'wrap', 'negate'), wildJson)
    .map(([at, how, wild]) => {
      const places = placesOf(value)
      return changed(value, places[at % places.length] ?? [], (old) => {
        if (how === 'remove') return undefined
        if (how === 'wrap') return [old, old]
        if (how === 'negate' && typeof old === 'number') return -old * 1e9 - 1
        if (how === 'add' && typeof old === 'object' && old !== null && !Array.isArray(old))
          return { ...old, ...JSON.parse('{"__proto__":{"x":1}}'), surplus: wild }
        return wild
      })
    })
}

type Path = readonly string[]

function placesOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([name, within]) => placesOf(within, [...at, name]))]
}

function changed(value: unknown, [first, ...rest]: Path, by: (old: unknown) => unknown): unknown {
  if (first === undefined) return by(value)
  if (Array.isArray(value))
    return value.map((one: unknown, i) => (String(i) === first ? changed(one, rest, by) : one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, within]) => [
      name,
      name === first ? changed(within, rest, by) : within,
    ]),
  )
}
