import fc from 'fast-check'
import type { Documented } from './document.ts'
import type { Known } from './known.ts'
import { nearly, valid, wildJson, wildText } from './values.ts'

/** A request as it is sent. */
export interface Asked {
  method: string
  /** Path and query. */
  target: string
  headers: [name: string, value: string][]
  body: Uint8Array<ArrayBuffer> | null
}

type Care = 'valid' | 'nearly' | 'wild'

/** Requests of a route: as documented, twice as many nearly so, and wild ones. */
export function requestsOf(documented: Documented, known: Known): fc.Arbitrary<Asked> {
  return fc.oneof(
    requestsWith(documented, known, 'valid'),
    { weight: 2, arbitrary: requestsWith(documented, known, 'nearly') },
    requestsWith(documented, known, 'wild'),
  )
}

function requestsWith(documented: Documented, known: Known, care: Care): fc.Arbitrary<Asked> {
  return fc
    .record({
      values: fc.tuple(...documented.parameters.map((parameter) => parameterOf(parameter, known, care))),
      surplus: fc.array(fc.tuple(wildText, wildText), { maxLength: care === 'wild' ? 3 : 0 }),
      headers: headersOf(care),
      body: bodyOf(documented, known, care),
    })
    .map(({ values, surplus, headers, body }) => {
      let { path } = documented
      const query: string[] = []
      for (const [i, { name, in: place }] of documented.parameters.entries()) {
        const given = values[i] ?? []
        if (place === 'path') path = path.replace(`{${name}}`, () => escaped(given[0] ?? 'x'))
        else query.push(...given.map((value) => `${name}=${escaped(value)}`))
      }
      query.push(...surplus.map(([name, value]) => `${escaped(name)}=${escaped(value)}`))
      return {
        method: documented.method,
        target: query.length === 0 ? path : `${path}?${query.join('&')}`,
        headers: body === null ? headers : [['content-type', body.type], ...headers],
        body: body?.bytes ?? null,
      }
    })
}

/** The values of a parameter: mostly one; none or several where it is not to be as documented. */
function parameterOf({ schema, in: place }: Documented['parameters'][number], known: Known, care: Care) {
  const right = valid(schema, known.texts).map(String)
  const value =
    care === 'valid' ? right : fc.oneof({ weight: care === 'wild' ? 1 : 6, arbitrary: right }, wildText)
  if (place === 'path') return value.map((one) => [one])
  const times = care === 'wild' ? 3 : 1
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<string[]>([]) },
    { weight: 2, arbitrary: fc.array(value, { minLength: 1, maxLength: times }) },
  )
}

const json = 'application/json'
const types = [
  json,
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/vnd.x+json',
  'json',
  '',
]

function bodyOf(
  { body, method, route }: Documented,
  known: Known,
  care: Care,
): fc.Arbitrary<{ type: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  if (method === 'GET') return fc.constant(null)
  if (body === null)
    return care === 'wild'
      ? fc.option(jsonBytes(wildJson).map((bytes) => ({ type: json, bytes })))
      : fc.constant(null)
  const type = care === 'wild' ? fc.constantFrom(...types) : fc.constant(body.type)
  if (body.type !== json) return fc.record({ type, bytes: fileBytes(care) })
  const own = known.bodies[route]
  const right =
    own === undefined
      ? valid(body.schema, known.texts)
      : fc.oneof(
          valid(body.schema, known.texts),
          fc.constant(null).map(() => known.bodies[route]),
        )
  const bytes =
    care === 'valid'
      ? jsonBytes(right)
      : care === 'nearly'
        ? jsonBytes(right.chain(nearly))
        : fc.oneof(jsonBytes(wildJson), brokenJson)
  return fc.record({ type, bytes })
}

const bytesOf = (text: string) => new TextEncoder().encode(text)
const jsonBytes = (value: fc.Arbitrary<unknown>) => value.map((one) => bytesOf(JSON.stringify(one) ?? ''))

const brokenJson = fc.oneof(
  fc
    .constantFrom(
      '',
      '{',
      '{"a":NaN}',
      '{"a":1e999}',
      '[1,]',
      '\ufeff{}',
      '{"a":1,"a":2}',
      '[undefined]',
      '"\\ud800"',
      '{"__proto__":null}',
      '['.repeat(20_000),
      '{"a":'.repeat(5000),
      '1'.repeat(100_000),
      `"${'x'.repeat(300_000)}"`,
      '\u0000',
    )
    .map(bytesOf),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => new Uint8Array(bytes)),
)

const files = [
  'site,name,lon,lat\ns1,一,113.5,22.3\n',
  'a,b\n"1,2\n',
  'visit;site;when\nv9;market;2026-03-01 09:30\n',
  '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"x"},"geometry":null}]}',
  '{"type":"FeatureCollection","features":[',
  'PK\u0003\u0004broken',
  '\u001f\u008bbroken',
  '',
]
const fileBytes = (care: Care) =>
  care === 'wild'
    ? fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes))
    : fc.constantFrom(...files).map(bytesOf)

function headersOf(care: Care): fc.Arbitrary<[string, string][]> {
  if (care === 'valid') return fc.constant([['accept', 'application/json, */*;q=0.5']])
  const odd: fc.Arbitrary<[string, string]> = fc.oneof(
    fc.tuple(
      fc.constant('accept'),
      fc.constantFrom(
        '*/*',
        'text/html',
        'application/json;q=0',
        ',,;q=x',
        'application/vnd.mingcha.columns',
        'a/b;'.repeat(300),
      ),
    ),
    fc.tuple(
      fc.constant('accept-encoding'),
      fc.constantFrom('br', 'gzip;q=0', '*', 'identity;q=0', 'br;q=NaN'),
    ),
    fc.tuple(fc.constant('if-none-match'), fc.constantFrom('*', '"x"', 'W/"x", "y"', ',')),
    fc.tuple(fc.constant('range'), fc.constantFrom('bytes=0-0', 'bytes=-', 'bytes=9-1')),
    fc.tuple(fc.constant('origin'), fc.constantFrom('null', 'http://localhost', 'https://evil.example')),
    fc.tuple(fc.constant('sec-fetch-site'), fc.constantFrom('cross-site', 'same-origin', 'x')),
    fc.tuple(fc.constant('x-forwarded-for'), fc.constantFrom('10.0.0.1', ',', 'x'.repeat(500))),
    fc.tuple(fc.constant('host'), fc.constantFrom('localhost', '127.0.0.1:1', 'evil.example', '[::1]')),
  )
  return fc.array(odd, { maxLength: care === 'wild' ? 3 : 1 })
}

/** Percent-encoded, halves of a surrogate pair too, as bytes that are no UTF-8. */
export function escaped(text: string): string {
  return text.replaceAll(/[^\w.~-]/gu, (sign) =>
    /[\ud800-\udfff]/u.test(sign)
      ? `%ED%${(0x80 | ((sign.charCodeAt(0) >> 6) & 0x3f)).toString(16)}%${(0x80 | (sign.charCodeAt(0) & 0x3f)).toString(16)}`
      : encodeURIComponent(sign),
  )
}

/** The request as a command line. A body that is no text is given in base64. */
export function curlOf(base: string, { method, target, headers, body }: Asked): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
  const parts = [
    'curl',
    '-i',
    '-X',
    method,
    ...headers.flatMap(([name, value]) => ['-H', quoted(`${name}: ${value}`)]),
  ]
  if (body === null) return [...parts, '--path-as-is', quoted(base + target)].join(' ')
  const base64 = Buffer.from(body).toString('base64')
  return `echo ${base64} | base64 -d | ${[...parts, '--data-binary', '@-', '--path-as-is', quoted(base + target)].join(' ')}`
}
