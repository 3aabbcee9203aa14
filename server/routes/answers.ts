import type { Context } from 'hono'
import type { Home } from '#server/home.ts'
import { encodingOf } from '#server/http/accept.ts'
import { encoded, etagOf, matches, type Encoded } from '#server/http/encoded.ts'
import { lru } from '#server/http/lru.ts'
import { createTurns } from '#server/http/turns.ts'
import type { Metrics } from '#server/http/metrics.ts'
import type { Env } from '#server/http/timing.ts'
import type { ProjectionState, Sight } from '#server/warehouse/warehouse.ts'

/** A question as a route puts it: `query` resolves what was asked at a state, `make` encodes the answer. */
export interface Asked<Q extends object> {
  name: string
  type: string
  /** Quick to make and seldom asked twice: it would only push out what is kept. */
  fleeting?: boolean
  /** Goes through every visit: a few at once are made, so that the others do not wait for them. */
  heavy?: boolean
  /** The same for everybody who may ask: nothing in it depends on what they may see. */
  open?: boolean
  query: (state: ProjectionState) => Q
  /** `sight` is all that the asker may see; an answer that is not open is made from nothing else. */
  make: (query: Q, state: ProjectionState, sight: Sight) => Promise<Uint8Array<ArrayBuffer>>
}

export interface Answers {
  /** Answers from the kept answers, from one under way, or anew; 304 where the asker has it already. */
  ask<Q extends object>(c: Context<Env>, asked: Asked<Q>): Promise<Response>
}

/** Heavy ones: each takes a core for as long as it takes. */
const atOnce = 2
/** More than a control room’s screens ask for at a commit. */
const mostWaiting = 32

const keptBytes = 48 * 1024 * 1024
/** An answer is made again when a commit came between its statements; after so many tries it is sent unkept. */
const attempts = 3

/** Encoded answers, kept by build, settings, ledger head, scope and resolved query: what that names never changes. */
export function createAnswers(home: Home, build: string, metrics: Metrics): Answers {
  const kept = lru<Encoded>({ maxEntries: 512, maxBytes: keptBytes, sizeOf: ({ size }) => size * 2 })
  const making = new Map<string, Promise<Encoded>>()
  const heavy = createTurns({
    atOnce,
    mostWaiting,
    busy: 'Many questions about every visit are being answered; ask again in a moment.',
  })

  return {
    async ask(c, asked) {
      const timing = c.get('timing')
      for (let attempt = 1; ; attempt++) {
        const { state } = home.warehouse
        const query = asked.query(state)
        const scope = asked.open === true ? null : scopeOf(c)
        const { settingsVersion, seq, hash } = state
        const key = JSON.stringify([build, settingsVersion, seq, hash, scope, asked.name, query])
        const etag = etagOf(key)
        if (matches(c.req.header('if-none-match'), etag)) {
          metrics.cache.inc({ outcome: '304' })
          return c.body(null, 304, headers(etag))
        }
        const old = kept.get(key)
        if (old !== undefined) {
          metrics.cache.inc({ outcome: 'hit' })
          timing.note('cache', 'hit')
          return send(c, old)
        }
        const running = making.get(key)
        metrics.cache.inc({ outcome: running === undefined ? 'miss' : 'joined' })
        const make = () => asked.make(query, state, home.warehouse.within(scope))
        const work =
          running ??
          (asked.heavy === true ? heavy(make) : make()).then((bytes) => {
            const answer = encoded(bytes, asked.type, etag)
            if (home.warehouse.state.seq === state.seq && asked.fleeting !== true) kept.set(key, answer)
            return answer
          })
        if (running === undefined) {
          making.set(key, work)
          work.catch(() => null).finally(() => making.delete(key))
        }
        const answer = await timing.measure('ask', () => work)
        if (home.warehouse.state.seq === state.seq || kept.get(key) !== undefined) return send(c, answer)
        if (attempt >= attempts) return send(c, answer, 'no-store')
      }
    },
  }
}

/** The area whose sites the asker may see; null: the whole district. Nobody sees nothing. */
export function scopeOf(c: Context<Env>): string | null {
  const identity = c.get('identity')
  if (identity === null) throw new TypeError('an answer for nobody')
  return identity.scope
}

/** Sends an encoded answer in the best encoding the asker takes. */
export async function send(c: Context, answer: Encoded, cacheControl = 'no-cache'): Promise<Response> {
  const { bytes, encoding } = await answer.as(encodingOf(c.req.header('accept-encoding')))
  return c.body(bytes, 200, {
    ...headers(answer.etag, cacheControl),
    'content-type': answer.type,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  })
}

function headers(etag: string, cacheControl = 'no-cache') {
  return { etag, 'cache-control': cacheControl, vary: 'Accept, Accept-Encoding' }
}
