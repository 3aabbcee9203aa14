import type { OpenAPIHono } from '@hono/zod-openapi'
import type { ProblemCode } from '#data/contract/problem.ts'
import { problems } from '#server/http/problem.ts'
import type { Env } from '#server/http/timing.ts'
import { policy, type Line } from './policy.ts'

type Document = ReturnType<OpenAPIHono<Env>['getOpenAPIDocument']>
type Responses = Record<string, { description: string; content?: object }>

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** The schemes with which somebody is known; the display’s cookie is for walls. */
const securitySchemes = {
  session: { type: 'apiKey', in: 'cookie', name: 'mingcha', description: 'A person who is signed in' },
  display: { type: 'apiKey', in: 'cookie', name: 'mingcha-display', description: 'A paired wall display' },
} as const

/** The document with who may ask each route, as the policy says it. */
export function withPolicy(document: Document): Document {
  for (const [path, item] of Object.entries(document.paths))
    for (const method of methods) {
      const operation = item[method]
      const line = policy[`${method.toUpperCase()} ${path}`]
      if (operation === undefined || line === undefined) continue
      const said = whoMay(line)
      operation.description =
        operation.description === undefined ? said : `${operation.description}\n\n${said}`
      operation.security = securityOf(line)
      for (const code of refusalsOf(line, method)) addProblem(operation.responses, code)
    }
  return { ...document, components: { ...document.components, securitySchemes } }
}

/** What is answered before a route is asked: who may not, what is not written down, a body that is none. */
function refusalsOf({ who, audited }: Line, method: (typeof methods)[number]): ProblemCode[] {
  return [
    ...(typeof who === 'string' ? [] : (['unauthenticated'] as const)),
    ...(who === 'anyone' ? [] : (['not-allowed'] as const)),
    ...(audited === 'change' || audited === 'read' ? (['read-only', 'disk-full'] as const) : []),
    ...(method === 'get' ? [] : (['bad-body', 'body-too-large'] as const)),
  ]
}

/** Adds a problem to what a route may answer, where it is not among it already. */
function addProblem(responses: Responses, code: ProblemCode): void {
  for (const [status, { description }] of Object.entries(problems(code))) {
    const said = responses[status]
    if (said === undefined) responses[status] = { description, content: responses['500']?.content ?? {} }
    else if (!said.description.includes(`\`${code}\``)) said.description += ` · ${description}`
  }
}

function securityOf({ who }: Line): Record<string, string[]>[] {
  if (typeof who === 'string') return []
  return [
    ...(who.some((role) => role !== 'wall') ? [{ session: [] }] : []),
    ...(who.includes('wall') ? [{ display: [] }] : []),
  ]
}

function whoMay({ who, reach }: Line): string {
  if (who === 'anyone') return 'For anybody.'
  if (who === 'machine') return 'For programs on the server’s own machine, without a proxy between.'
  const limits = {
    open: '',
    within: ' Who may see one area gets its sites only.',
    whole: ' Only for who may see the whole district.',
  } as const
  return `For: ${who.join(', ')}.${limits[reach]}`
}
