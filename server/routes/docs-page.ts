import { z } from '@hono/zod-openapi'
import { html, raw } from 'hono/html'
import { description } from './document.ts'

export const pageStyle = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent) }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2.5rem auto; padding: 0 1.25rem }
h1 { font-size: 1.7rem } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line) }
details { border-bottom: 1px solid var(--line); padding: .5rem 0 } summary { cursor: pointer }
code { font: .875em ui-monospace, monospace } .verb { display: inline-block; min-width: 3.2em; font-weight: 700 }
table { border-collapse: collapse; margin: .5rem 0 } td, th { text-align: start; vertical-align: top; padding: .2rem 1rem .2rem 0 }
pre { white-space: pre-wrap } .soft { opacity: .72 }`

const content = z.record(z.string(), z.object({ schema: z.json().optional() }))
/** What the page shows of an operation. */
const operationSchema = z.object({
  tags: z.array(z.string()).default(['Other']),
  summary: z.string().default(''),
  description: z.string().optional(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        required: z.boolean().default(false),
        schema: z.object({
          type: z.string().default(''),
          format: z.string().optional(),
          enum: z.array(z.string()).optional(),
          minimum: z.number().optional(),
          maximum: z.number().optional(),
          default: z.union([z.string(), z.number()]).optional(),
          description: z.string().optional(),
        }),
      }),
    )
    .default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: content.default({}) })),
})
type Operation = z.infer<typeof operationSchema>
const verbs = ['get', 'put', 'post', 'delete'] as const
type Verb = (typeof verbs)[number]
interface Entry {
  path: string
  verb: string
  operation: Operation
}

/** The page for people, of an OpenAPI document's paths. */
export function page(paths: Record<string, Partial<Record<Verb, object>>>) {
  const entries = Object.entries(paths).flatMap(([path, item]) =>
    verbs.flatMap((verb): Entry[] =>
      item[verb] === undefined ? [] : [{ path, verb, operation: operationSchema.parse(item[verb]) }],
    ),
  )
  const tags = [...new Set(entries.flatMap(({ operation }) => operation.tags))]
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Mingcha API</title>
        ${raw(`<link rel="icon" href="data:," /><style>${pageStyle}</style>`)}
      </head>
      <body>
        <h1>Mingcha API</h1>
        ${description.split('\n\n').map((text) => html`<p>${marked(text)}</p>`)}
        <p>The same as a document for programs: <a href="/api/openapi.json">/api/openapi.json</a></p>
        ${tags.map(
          (tag) =>
            html`<h2>${tag}</h2>
              ${entries.filter(({ operation }) => operation.tags.includes(tag)).map(section)}`,
        )}
      </body>
    </html>`
}

function section({ path, verb, operation }: Entry) {
  const { parameters, responses, requestBody } = operation
  return html`<details>
    <summary>
      <span class="verb">${verb.toUpperCase()}</span> <code>${path}</code>
      <span class="soft">${operation.summary}</span>
    </summary>
    ${operation.description === undefined ? '' : html`<p>${marked(operation.description)}</p>`}
    ${
      parameters.length === 0
        ? ''
        : html`<table>
            ${parameters.map(
              ({ name, required, schema }) =>
                html`<tr>
                  <td><code>${name}</code>${required ? ' *' : ''}</td>
                  <td class="soft">${shape(schema)}</td>
                </tr>`,
            )}
          </table>`
    }
    <table>
      ${Object.entries(responses).map(
        ([status, answer]) =>
          html`<tr>
            <td>${status}</td>
            <td>
              ${marked(answer.description)}
              <span class="soft">${Object.keys(answer.content).join(', ')}</span>
            </td>
          </tr>`,
      )}
    </table>
    ${schemaOf('Body', requestBody?.content)} ${schemaOf('Answer', responses['200']?.content)}
  </details>`
}

function schemaOf(title: string, given: z.infer<typeof content> | undefined) {
  const schema = given?.['application/json']?.schema
  if (schema === undefined) return ''
  return html`<details>
    <summary class="soft">${title} schema</summary>
    <pre><code>${JSON.stringify(schema, null, 2)}</code></pre>
  </details>`
}

/** A parameter's schema in a few words. */
function shape(schema: Operation['parameters'][number]['schema']): string {
  const { type, format, minimum, maximum, default: otherwise, description } = schema
  return [
    schema.enum?.join(' | ') ?? format ?? type,
    minimum === undefined ? '' : `${minimum} to ${maximum ?? ''}`,
    otherwise === undefined ? '' : `default ${otherwise}`,
    description ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** Text with `code` marked; everything else is escaped. */
function marked(text: string) {
  return text.split('`').map((piece, i) => (i % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`))
}
