import type { Hono } from 'hono'
import type { Env } from './timing.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The methods that a path answers to, what answers every path left out; empty where there is nothing. */
export function methodsAt(app: Hono<Env>, path: string): string[] {
  const answered: string[] = methods.filter((method) =>
    app.router
      .match(method, path)[0]
      .some(([[, route]]) => route.method !== 'ALL' && !route.path.endsWith('*')),
  )
  return answered.includes('GET') ? ['GET', 'HEAD', ...answered.filter((name) => name !== 'GET')] : answered
}
