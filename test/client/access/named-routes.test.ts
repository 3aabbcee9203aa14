import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { acts } from '#client/access/acts.ts'
import { policy } from '#server/access/policy.ts'

const client = fileURLToPath(new URL('../../../client/', import.meta.url))

const named = readdirSync(client, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .flatMap((file) =>
    [...readFileSync(client + file, 'utf8').matchAll(/['"]((?:GET|POST|PUT|DELETE) \/api[^'"]*)['"]/g)].map(
      ([, route = '']) => [file, route] as const,
    ),
  )

test('a route that the pages ask about by name is one the policy knows: else a control would be hidden for ever', () => {
  expect(named.length).toBeGreaterThan(20)
  for (const [file, route] of named) expect(Object.keys(policy), file).toContain(route)
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
