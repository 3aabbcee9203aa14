import { createHash, createHmac } from 'node:crypto'

/** A number in (0, 1) that belongs to a key under a seed: the first 53 bits of HMAC-SHA256, in the middle of their step. */
export function chanceOf(seed: Uint8Array, key: string): number {
  const bits = createHmac('sha256', seed).update(key, 'utf8').digest().readBigUInt64BE(0) >> 11n
  return (Number(bits) + 0.5) / 2 ** 53
}

export interface SeedParts {
  /** 32 bytes each: the server’s, and those of the two who draw. */
  server: Uint8Array
  first: Uint8Array
  second: Uint8Array
  frameHash: Uint8Array
  /** The seal of the plan before; 32 zeros for the first. */
  previousSeal: Uint8Array
}

/** The seed of a draw, 32 bytes. Throws where a part has not 32. */
export function seedOf({ server, first, second, frameHash, previousSeal }: SeedParts): Uint8Array {
  const hash = createHash('sha256').update('mingcha-draw-1', 'utf8')
  for (const part of [server, first, second, frameHash, previousSeal]) {
    if (part.length !== 32) throw new RangeError('each part of a seed has 32 bytes')
    hash.update(part)
  }
  return hash.digest()
}
