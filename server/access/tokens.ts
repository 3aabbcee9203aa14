import { createHash, randomBytes } from 'node:crypto'

/** 256 bits that nobody guesses, as base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: it is random, so that a plain hash does. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
