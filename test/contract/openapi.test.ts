import { createHash } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['query', 'path']),
  schema: z.object({
    type: z.string(),
    enum: z.array(z.string()).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
})
const operationSchema = z.object({
  summary: z.string().min(10),
  tags: z.array(z.string()).length(1),
  parameters: z.array(parameterSchema).default([]),
  responses: z.record(z.string(), z.object({ description: z.string() })),
})
type Operation = z.infer<typeof operationSchema>
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) })

let served: Served
let operations: { verb: string; path: string; operation: Operation }[]
beforeAll(async () => {
  served = await serveRows(fourCells())
  const { paths } = documentSchema.parse(await (await served.get('/api/openapi.json')).json())
  operations = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ verb, path, operation })),
  )
})
afterAll(() => served.close())

/** What nobody may read in a body: a stack, a statement, a place on the disk. */
const inside = /\bat .+:\d+:\d+|node_modules|\bSELECT\b|\bFROM\b|DuckDB|\/tmp\/|\/home\/|\.ts\b|\.sql\b/

describe('the OpenAPI document', () => {
  it('is valid', async () => {
    const document = z
      .record(z.string(), z.unknown())
      .parse(await (await served.get('/api/openapi.json')).json())
    const { valid, errors } = await new Validator().validate(document)
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
  })

  it('names every route there is, each with its problems', () => {
    const documented = operations.map(({ verb, path }) => `${verb.toUpperCase()} ${path}`)
    const routed = served.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    expect(documented.toSorted()).toEqual([...new Set(routed)].toSorted())
    for (const { operation } of operations)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '403', '500']))
  })

  it('is shown to people without any script and with every operation', async () => {
    const answer = await served.get('/api/docs')
    const page = await answer.text()
    expect(page).not.toMatch(/<script|https?:\/\//)
    for (const { operation } of operations) expect(page).toContain(operation.summary)
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(page) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'sha256-${hash}'`)
  })
})

describe('every route', () => {
  const junk = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      '',
      '0',
      '-1',
      '1e9',
      'null',
      '%00',
      '../../etc/passwd',
      "' OR 1=1 --",
      '{z}',
      '\u202e',
      '9'.repeat(400),
    ),
  )
  const value = ({ schema }: Operation['parameters'][number]) =>
    fc.oneof(
      { weight: 1, arbitrary: junk },
      {
        weight: 2,
        arbitrary:
          schema.enum !== undefined
            ? fc.constantFrom(...schema.enum)
            : schema.type === 'integer'
              ? fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 99 }).map(String)
              : fc.constantFrom('2026-03-01', 'c1', 'market', 'on-site', '3', 'd', 'areas.json'),
      },
    )

  it('answers whatever it is asked with one of its documented answers, and shows nothing of its inside', async () => {
    const asked = fc.constantFrom(
      ...operations.filter(({ verb, path }) => verb === 'get' && path !== '/api/live'),
    )
    const request = asked.chain(({ path, operation }) =>
      fc
        .tuple(
          ...operation.parameters.map((parameter) => fc.option(value(parameter), { nil: null, freq: 3 })),
        )
        .map((values) => {
          const url = new URL(`http://localhost${path}`)
          for (const [i, parameter] of operation.parameters.entries()) {
            const given = values[i] ?? null
            if (parameter.in === 'query' && given !== null) url.searchParams.set(parameter.name, given)
            if (parameter.in === 'path')
              url.pathname = url.pathname.replace(
                encodeURI(`{${parameter.name}}`),
                encodeURIComponent(given ?? '') || 'x',
              )
          }
          return { path, url, statuses: [...Object.keys(operation.responses), '304', '404'] }
        }),
    )
    await fc.assert(
      fc.asyncProperty(request, async ({ url, statuses }) => {
        const answer = await served.app.request(url, { headers: { accept: 'application/json' } })
        const text = await answer.text()
        expect(answer.status, url.href).toBeLessThan(500)
        expect(statuses, url.href).toContain(String(answer.status))
        if (answer.status >= 400) expect(text).not.toMatch(inside)
      }),
      { numRuns: 400 },
    )
  })

  it.each(['/api/visits', '/api/nominations', '/api/settings'])(
    '%s takes any JSON without failing inside',
    async (path) => {
      await fc.assert(
        fc.asyncProperty(fc.json({ maxDepth: 4 }), async (body) => {
          const answer = await served.app.request(path, {
            method: path === '/api/settings' ? 'PUT' : 'POST',
            body,
            headers: { 'content-type': 'application/json' },
          })
          expect(answer.status).toBe(400)
          expect(await answer.text()).not.toMatch(inside)
        }),
        { numRuns: 100 },
      )
    },
  )
})
