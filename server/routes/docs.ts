import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { noQuery } from '#data/contract/queries.ts'
import { withPolicy } from '#server/access/documented.ts'
import { encoded, etagOf } from '#server/http/encoded.ts'
import { policyWithStyle } from '#server/http/headers.ts'
import { problems } from '#server/http/problem.ts'
import type { Env } from '#server/http/timing.ts'
import { send } from './answers.ts'
import { encodeJson } from './columns.ts'
import { page, pageStyle } from './docs-page.ts'
import { description } from './document.ts'
import { jsonOf, newRoutes } from './routes.ts'

type Document = ReturnType<OpenAPIHono<Env>['getOpenAPIDocument']>

const json = createRoute({
  method: 'get',
  path: '/api/openapi.json',
  tags: ['State'],
  summary: 'This interface as an OpenAPI document',
  request: { query: noQuery },
  responses: {
    200: {
      description: 'OpenAPI 3.0',
      content: { 'application/json': { schema: z.object({ openapi: z.string() }) } },
    },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})
const forPeople = createRoute({
  method: 'get',
  path: '/api/docs',
  tags: ['State'],
  summary: 'This interface as a page',
  request: { query: noQuery },
  responses: {
    200: { description: 'A page', content: { 'text/html': { schema: z.string() } } },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

/** Adds /api/openapi.json and /api/docs, a page made from it: no script, nothing from elsewhere. */
export function addDocs(app: OpenAPIHono<Env>, build: string): void {
  const read = () =>
    withPolicy(
      app.getOpenAPIDocument({
        openapi: '3.0.3',
        info: { title: 'Mingcha', version: build, description },
        servers: [{ url: '/' }],
      }),
    )
  let document: Document | null = null
  const routes = newRoutes()
  routes.openapi(json, async (c) => {
    const bytes = encodeJson((document ??= read()))
    return jsonOf<{ openapi: string }>(await send(c, encoded(bytes, 'application/json', etagOf(bytes))))
  })
  routes.openapi(forPeople, (c) => {
    c.header('content-security-policy', policyWithStyle(pageStyle))
    return c.html(page((document ??= read()).paths))
  })
  app.route('/', routes)
}
