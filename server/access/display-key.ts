import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import type { PublicKey } from '#data/contract/displays.ts'

/** A display’s id: the thumbprint of its key (RFC 7638), so that nobody takes another’s. */
export function thumbprintOf({ crv, kty, x, y }: PublicKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}

/** Null: x and y are no point of the curve. */
export function keyObjectOf({ crv, kty, x, y }: PublicKey): KeyObject | null {
  try {
    return createPublicKey({ key: { crv, kty, x, y }, format: 'jwk' })
  } catch {
    return null
  }
}

/** Whether a signature (raw r‖s, base64url) of a text was made with the key’s private half. */
export function isSigned(text: string, signature: string, key: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes)
}
