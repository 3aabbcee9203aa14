import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Texts that are to be signed within a minute, each once; who only asks for them takes no memory. */
export interface Challenges {
  make(): string
  /** Whether it was made here, within the last minute. */
  isGood(challenge: string): boolean
  /** Uses it up, after its signature was found right; false: somebody was quicker. */
  use(challenge: string): boolean
}

const goodMs = 60_000

/** `mingcha-display.<ms since 1970>.<nonce>.<MAC>`; the MAC’s key lives as long as the process. */
export function createChallenges(now: () => Date): Challenges {
  const secret = randomBytes(32)
  const used = new Map<string, number>()
  const macOf = (text: string) => createHmac('sha256', secret).update(text).digest('base64url')
  const untilOf = (challenge: string) => Number(challenge.split('.')[1])
  return {
    make() {
      const text = `mingcha-display.${now().getTime() + goodMs}.${randomBytes(16).toString('base64url')}`
      return `${text}.${macOf(text)}`
    },
    isGood(challenge) {
      const cut = challenge.lastIndexOf('.')
      const given = Buffer.from(challenge.slice(cut + 1))
      const made = Buffer.from(macOf(challenge.slice(0, Math.max(0, cut))))
      if (given.length !== made.length || !timingSafeEqual(given, made)) return false
      const at = now().getTime()
      return untilOf(challenge) > at && untilOf(challenge) <= at + goodMs && !used.has(challenge)
    },
    use(challenge) {
      const at = now().getTime()
      for (const [old, until] of used) if (until <= at) used.delete(old)
      if (used.has(challenge)) return false
      used.set(challenge, untilOf(challenge))
      return true
    },
  }
}
