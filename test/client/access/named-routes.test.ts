import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { acts } from '#client/access/acts.ts'
import { policy } from '#server/access/policy.ts'

const client = fileURLToPath(new URL('../../../client/', import.meta.url))

/** Named by the pages before the server has them; each goes from here once the policy has its line. */
const coming: ReadonlySet<string> = new Set([
  'POST /api/session',
  'DELETE /api/session',
  'GET /api/sessions',
  'DELETE /api/sessions/{id}',
  'PUT /api/me/password',
  'GET /api/me/second-factor',
  'POST /api/me/second-factor',
  'PUT /api/me/second-factor',
  'DELETE /api/me/second-factor',
  'POST /api/invitation',
  'GET /api/people',
  'POST /api/people',
  'PUT /api/people/{id}',
  'POST /api/people/{id}/invitation',
  'DELETE /api/people/{id}/second-factor',
  'GET /api/displays',
  'POST /api/displays',
  'PUT /api/displays/{id}',
  'DELETE /api/displays/{id}',
  'GET /api/audit',
  'GET /api/audit/export.csv',
])

const named = readdirSync(client, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .flatMap((file) =>
    [...readFileSync(client + file, 'utf8').matchAll(/['"]((?:GET|POST|PUT|DELETE) \/api[^'"]*)['"]/g)].map(
      ([, route = '']) => [file, route] as const,
    ),
  )

test('a route that the pages ask about by name is one the policy knows: else a control would be hidden for ever', () => {
  expect(named.length).toBeGreaterThan(20)
  for (const [file, route] of named)
    expect(route in policy || coming.has(route), `${file}: ${route}`).toBe(true)
})

test('what the audit notes by the policy can be looked for', () => {
  const offered: ReadonlySet<string> = new Set(acts)
  const rare = new Set([
    'POST /api/me/second-factor',
    'POST /api/imports/uploads',
    'DELETE /api/imports/uploads/{id}',
    'DELETE /api/imports/jobs/{id}',
  ])
  for (const [route, { audited }] of Object.entries(policy))
    if (audited !== null && !rare.has(route)) {
      const isAtTheDoor = audited === 'sign-in' || audited === 'sign-out'
      expect(offered.has(isAtTheDoor ? audited : route), route).toBe(true)
    }
})
