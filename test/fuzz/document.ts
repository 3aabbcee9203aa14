import { z } from 'zod'
import { problemSchema } from '#data/contract/api.ts'

/** As much of a JSON schema as the document uses. */
export interface Shape {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | undefined
  nullable?: boolean | undefined
  enum?: (string | null)[] | undefined
  format?: string | undefined
  pattern?: string | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
  minimum?: number | undefined
  maximum?: number | undefined
  minItems?: number | undefined
  maxItems?: number | undefined
  items?: Shape | undefined
  properties?: Record<string, Shape> | undefined
  required?: string[] | undefined
  additionalProperties?: boolean | Shape | undefined
  anyOf?: Shape[] | undefined
  description?: string | undefined
}
const count = z.number().optional()
const shape: z.ZodType<Shape> = z.lazy(() =>
  z.object({
    type: z.enum(['object', 'array', 'string', 'integer', 'number', 'boolean']).optional(),
    nullable: z.boolean().optional(),
    enum: z.array(z.string().nullable()).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minLength: count,
    maxLength: count,
    minimum: count,
    maximum: count,
    minItems: count,
    maxItems: count,
    items: shape.optional(),
    properties: z.record(z.string(), shape).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), shape]).optional(),
    anyOf: z.array(shape).optional(),
    description: z.string().optional(),
  }),
)
const content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }))
const operation = z.object({
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(['query', 'path']), schema: shape }))
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: shape })) }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: content.default({}) })),
})
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) })

/** What the document says of one route. */
export interface Documented {
  /** "GET /api/sites" */
  route: string
  method: string
  path: string
  parameters: { name: string; in: 'query' | 'path'; schema: Shape }[]
  body: { type: string; schema: Shape } | null
  /** What is not as the document says it about an answer; null: all is. */
  wrong(answer: { status: number; type: string | null; text: string }): string | null
}

/** The operations of an OpenAPI document by their route. */
export function operationsOf(document: unknown): Map<string, Documented> {
  const { paths } = documentSchema.parse(document)
  return new Map(
    Object.entries(paths).flatMap(([path, verbs]) =>
      Object.entries(verbs).map(([verb, { parameters, requestBody, responses }]) => {
        const method = verb.toUpperCase()
        const [body] = Object.entries(requestBody?.content ?? {})
        const documented: Documented = {
          route: `${method} ${path}`,
          method,
          path,
          parameters,
          body: body === undefined ? null : { type: body[0], schema: body[1].schema },
          wrong: checkerOf(responses),
        }
        return [documented.route, documented]
      }),
    ),
  )
}

const validators = new Map<string, z.ZodType>()
function validatorOf(schema: Record<string, unknown>): z.ZodType {
  const key = JSON.stringify(schema)
  const known = validators.get(key) ?? z.fromJSONSchema(schema, { defaultTarget: 'openapi-3.0' })
  validators.set(key, known)
  return known
}

/** Checks an answer by the status, the media type, the schema and the codes that are documented. */
function checkerOf(responses: z.infer<typeof operation>['responses']): Documented['wrong'] {
  return ({ status, type, text }) => {
    const said = responses[status]
    if (said === undefined)
      return `${status} is not documented (${Object.keys(responses).join(', ')}): ${text.slice(0, 300)}`
    const media = Object.keys(said.content)
    if (media.length === 0) return text === '' ? null : `${status} is documented without a body`
    const plain = type?.split(';')[0] ?? ''
    const schema = said.content[plain]?.schema
    // An export's own type stands for bytes.
    if (schema === undefined)
      return media.includes('application/octet-stream')
        ? null
        : `${status} comes as ${type}, not as ${media.join(', ')}`
    if (!/\bjson$/.test(plain)) return null
    const body: unknown = JSON.parse(text)
    const checked = validatorOf(schema).safeParse(body)
    if (!checked.success) return `the body is not as documented: ${z.prettifyError(checked.error)}`
    if (plain !== 'application/problem+json') return null
    const { code, status: within } = problemSchema.parse(body)
    if (within !== status) return `the problem says ${within} and the answer ${status}`
    return said.description.includes(`\`${code}\``)
      ? null
      : `the code ${code} is not documented for ${status}`
  }
}
