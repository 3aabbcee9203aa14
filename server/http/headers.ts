import { createHash } from 'node:crypto'
import { createMiddleware } from 'hono/factory'

/** React Aria's press adds one <style>; this is its content's hash. */
const reactAriaStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

/** A policy under which nothing is loaded from anywhere else; `styles` are hashes of inline styles. */
function policy(styles: readonly string[]): string {
  return [
    "default-src 'self'",
    `style-src 'self' ${styles.join(' ')}`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const appPolicy = policy([reactAriaStyle])

/** Headers that keep answers from being framed, sniffed or loaded by foreign pages. */
export const secured = createMiddleware(async (c, next) => {
  await next()
  const { headers } = c.res
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', appPolicy)
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'no-referrer')
  headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
})

/** The policy for a page of our own with one inline style. */
export function policyWithStyle(style: string): string {
  return policy([`'sha256-${createHash('sha256').update(style).digest('base64')}'`])
}
