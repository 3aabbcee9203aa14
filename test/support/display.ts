import { generateKeyPairSync, sign } from 'node:crypto'
import { challengeAnswer, publicKey, type PublicKey } from '#data/contract/displays.ts'

type Post = (path: string, body?: unknown) => Promise<Response>

export interface Screen {
  key: PublicKey
  sign: (text: string) => string
  /** Proves its key, with what is changed in the proof; the answer carries the cookie. */
  prove: (
    post: Post,
    changed?: { challenge?: string; signature?: string; key?: PublicKey },
  ) => Promise<Response>
}

/** A screen with a key of its own. */
export function aScreen(): Screen {
  const { publicKey: half, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = publicKey.parse(half.export({ format: 'jwk' }))
  const signed = (text: string) =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  return {
    key,
    sign: signed,
    async prove(post, changed = {}) {
      const made = challengeAnswer.parse(await (await post('/api/displays/challenge')).json())
      const challenge = changed.challenge ?? made.challenge
      return post('/api/displays/session', { key, challenge, signature: signed(challenge), ...changed })
    },
  }
}
