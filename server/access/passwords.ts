import { hash, verify } from '@node-rs/argon2'
import { createTurns } from '#server/http/turns.ts'

/** Argon2id with OWASP's second choice of costs: 19 MiB, two passes. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** So many at once: each takes a core and 19 MiB. */
const atOnce = 2
/** More than this do not wait for their turn: whoever sends them is not to hold up everybody for minutes. */
const mostWaiting = 64

export interface Passwords {
  hash(password: string): Promise<string>
  /** Against null (nobody, or nobody’s password) it takes as long, and is false. */
  verify(hashed: string | null, password: string): Promise<boolean>
}

export function createPasswords(): Passwords {
  const taken = createTurns({
    atOnce,
    mostWaiting,
    busy: 'Many sign in at this moment. Try again in a second.',
  })
  /** Of no password: what is verified where there is nobody to verify. */
  const nobody = taken(() => hash('nobody has this password, whoever asks', cost))
  nobody.catch(() => null)
  return {
    hash: (password) => taken(() => hash(password.normalize('NFC'), cost)),
    async verify(hashed, password) {
      const against = hashed ?? (await nobody)
      const isRight = await taken(() => verify(against, password.normalize('NFC')))
      return hashed !== null && isRight
    },
  }
}
