import { createMiddleware } from 'hono/factory'
import { Refusal } from './problem.ts'

/** What we are sent is a handful of levels deep; what is checked level by level must not run out of stack. */
const deepest = 64

/** Refuses JSON that is nested deeper than anything we take. */
export const shallow = createMiddleware(async (c, next) => {
  if (/\bjson\b/i.test(c.req.header('content-type') ?? '') && isDeeper(await c.req.text()))
    throw new Refusal('bad-body', `The JSON is nested more than ${deepest} levels deep.`)
  await next()
})

function isDeeper(json: string): boolean {
  let depth = 0
  for (const [token] of json.matchAll(/"(?:[^"\\]+|\\.)*"?|[[{}\]]/gs)) {
    if (token === '[' || token === '{') depth += 1
    else if (token === ']' || token === '}') depth -= 1
    if (depth > deepest) return true
  }
  return false
}
