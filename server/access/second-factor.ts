import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const stepMs = 30_000
/** Steps before and after the present one that count: clocks differ. */
const drift = 1
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret of 160 bits, in base32 (RFC 4648 without padding). */
export function newSecret(): string {
  return base32(randomBytes(20))
}

/** How an authenticator is told a secret, by a QR code. */
export function secretUri(secret: string, account: string): string {
  return `otpauth://totp/${encodeURIComponent(`Mingcha:${account}`)}?secret=${secret}&issuer=Mingcha&algorithm=SHA1&digits=6&period=30`
}

/** The six digits of a secret at a moment (RFC 6238: HMAC-SHA-1, 30 s). */
export function codeAt(secret: string, at: Date): string {
  return codeOf(secret, Math.floor(at.getTime() / stepMs))
}

/**
 * The step that a code is of, if it is one later than `after`: no code counts twice. Null: it is not right. An `after`
 * that is still to come was written by a clock that has been set back since, and locks nobody out.
 */
export function stepOf(secret: string, code: string, now: Date, after: number | null): number | null {
  const present = Math.floor(now.getTime() / stepMs)
  let found: number | null = null
  for (let step = present - drift; step <= present + drift; step++) {
    const isSame = timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(code.padEnd(6).slice(0, 6)))
    if (isSame && (after === null || after > present + drift || step > after)) found ??= step
  }
  return found
}

function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', unbase32(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      text += alphabet[(held >> (bits - 5)) & 31] ?? ''
      bits -= 5
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + (alphabet[(held << (5 - bits)) & 31] ?? '') : text
}

function unbase32(text: string): Buffer {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const sign of text) {
    held = (held << 5) | alphabet.indexOf(sign)
    bits += 5
    if (bits >= 8) {
      bytes.push((held >> (bits - 8)) & 255)
      bits -= 8
    }
    held &= (1 << bits) - 1
  }
  return Buffer.from(bytes)
}
