import { createRoute } from '@hono/zod-openapi'
import {
  invitationFor,
  invitationLook,
  invitationPost,
  passwordPut,
  secondFactorAnswer,
  secondFactorDelete,
  secondFactorPut,
  sessionsAnswer,
  signInAnswer,
  signInPost,
} from '#data/contract/people.ts'
import { noQuery } from '#data/contract/queries.ts'
import { newSecret, secretUri, stepOf } from '#server/access/second-factor.ts'
import { readSetup } from '#server/access/setup.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { always, done, idParams, json, jsonBody } from './described.ts'
import { newRoutes, type Parts } from './routes.ts'

const tags = ['Access']
const writes = ['bad-body', 'body-too-large', 'disk-full', 'busy'] as const

const signIn = createRoute({
  method: 'post',
  path: '/session',
  tags,
  summary: 'Sign in: an account and its password, and a code where a second factor is asked for',
  request: { query: noQuery, body: jsonBody(signInPost) },
  responses: {
    200: json(signInAnswer, 'Signed in, or a code is asked for'),
    ...problems(...always, ...writes, 'unauthenticated', 'throttled'),
  },
})
const signOut = createRoute({
  method: 'delete',
  path: '/session',
  tags,
  summary: 'Sign out in this browser',
  request: { query: noQuery },
  responses: { ...done, ...problems(...always) },
})
const look = createRoute({
  method: 'post',
  path: '/invitation/look',
  tags,
  summary: 'Whom a link from the terminal or from an administrator is for',
  request: { query: noQuery, body: jsonBody(invitationLook) },
  responses: {
    200: json(invitationFor, 'Whom'),
    ...problems(...always, ...writes, 'not-found', 'throttled'),
  },
})
const take = createRoute({
  method: 'post',
  path: '/invitation',
  tags,
  summary: 'Set one’s password by such a link, once, and sign in',
  request: { query: noQuery, body: jsonBody(invitationPost) },
  responses: {
    200: json(signInAnswer, 'Signed in, or to sign in with a code'),
    ...problems(...always, ...writes, 'not-found', 'conflict', 'throttled'),
  },
})
const list = createRoute({
  method: 'get',
  path: '/sessions',
  tags,
  summary: 'Where one is signed in',
  request: { query: noQuery },
  responses: { 200: json(sessionsAnswer, 'Newest first'), ...problems(...always, 'not-found') },
})
const end = createRoute({
  method: 'delete',
  path: '/sessions/{id}',
  tags,
  summary: 'End one of one’s own sessions',
  request: { params: idParams, query: noQuery },
  responses: { ...done, ...problems(...always, 'not-found') },
})
const password = createRoute({
  method: 'put',
  path: '/me/password',
  tags,
  summary: 'Change one’s password; other sessions end',
  request: { query: noQuery, body: jsonBody(passwordPut) },
  responses: { ...done, ...problems(...always, ...writes, 'not-found', 'unauthenticated', 'throttled') },
})
const offer = createRoute({
  method: 'post',
  path: '/me/second-factor',
  tags,
  summary: 'A new secret for an authenticator; it counts once a code from it was sent back',
  request: { query: noQuery },
  responses: { 200: json(secondFactorAnswer, 'The secret'), ...problems(...always, 'disk-full', 'conflict') },
})
const prove = createRoute({
  method: 'put',
  path: '/me/second-factor',
  tags,
  summary: 'Prove the secret by a code; from then on one is asked for at every sign-in',
  request: { query: noQuery, body: jsonBody(secondFactorPut) },
  responses: { ...done, ...problems(...always, ...writes, 'conflict') },
})
const withdraw = createRoute({
  method: 'delete',
  path: '/me/second-factor',
  tags,
  summary: 'Do without the second factor',
  request: { query: noQuery, body: jsonBody(secondFactorDelete) },
  responses: { ...done, ...problems(...always, ...writes, 'unauthenticated', 'throttled') },
})

export function sessionRoutes({ access, home, now }: Parts) {
  const { people, sessions, signing } = access

  /** The person who asks; the policy lets nobody else through. */
  function asker(c: { get(name: 'identity'): { kind: string; id: string } | null }) {
    const identity = c.get('identity')
    const person = identity?.kind === 'person' ? people.byId(identity.id) : null
    if (person === null)
      throw new Refusal('not-found', 'This is for people with an account; a demo has none.')
    return person
  }

  return newRoutes()
    .openapi(signIn, async (c) => {
      const given = c.req.valid('json')
      c.set('tried', people.byAccount(given.account.trim().toLowerCase()))
      const person = await signing.signIn(given, access.fromOf(c))
      if (person === null) {
        c.set('tried', null)
        return c.json({ result: 'needs-code' as const }, 200)
      }
      await access.begin(c, person)
      return c.json({ result: 'signed-in' as const }, 200)
    })
    .openapi(signOut, async (c) => {
      await access.leave(c)
      return c.body(null, 204)
    })
    .openapi(look, async (c) => {
      const { token } = c.req.valid('json')
      const setup = await readSetup(home.folder, token, now())
      const invited = setup === null ? people.invited(token) : people.byAccount(setup.account ?? '')
      const until = setup?.until ?? invited?.invitation?.until
      if (until === undefined)
        throw new Refusal('not-found', 'This link was used already or is too old; ask for a new one.')
      return c.json(
        {
          kind: setup !== null && setup.account === null ? ('setup' as const) : ('invite' as const),
          account: invited?.account ?? null,
          name: invited?.name ?? null,
          until: new Date(until).toISOString(),
        },
        200,
      )
    })
    .openapi(take, async (c) => {
      const person = await signing.takeLink(c.req.valid('json'))
      c.set('tried', person)
      await sessions.end(({ personId }) => personId === person.id)
      if (person.secondFactor !== null) return c.json({ result: 'needs-code' as const }, 200)
      await access.begin(c, person)
      return c.json({ result: 'signed-in' as const }, 200)
    })
    .openapi(list, (c) => {
      const here = access.sessionOf(c)?.id
      const own = sessions.of(asker(c).id).toSorted((a, b) => b.seenAt - a.seenAt)
      return c.json(
        {
          sessions: own.map((session) => ({
            id: session.id,
            isThis: session.id === here,
            createdAt: new Date(session.createdAt).toISOString(),
            seenAt: new Date(session.seenAt).toISOString(),
            endsAt: new Date(sessions.endsAt(session)).toISOString(),
            source: session.source,
            browser: session.browser,
          })),
        },
        200,
      )
    })
    .openapi(end, async (c) => {
      const { id } = c.req.valid('param')
      const own = sessions.of(asker(c).id)
      if (!own.some((session) => session.id === id))
        throw new Refusal('not-found', 'There is no such session of yours.')
      await sessions.end((session) => session.id === id)
      return c.body(null, 204)
    })
    .openapi(password, async (c) => {
      const person = asker(c)
      const { current, password } = c.req.valid('json')
      await signing.confirm(person, current, access.fromOf(c))
      const passwordHash = await signing.hashed(password, [person.account, person.name])
      await people.change(person.id, (one) => ({ ...one, passwordHash }))
      await sessions.end(({ personId }) => personId === person.id)
      await access.begin(c, person)
      return c.body(null, 204)
    })
    .openapi(offer, async (c) => {
      const secret = newSecret()
      const person = await people.change(asker(c).id, (one) => {
        // Else a browser left open would do to put another phone in the place of the owner’s.
        if (one.secondFactor !== null)
          throw new Refusal('conflict', 'There is a second factor; do without it first, with your password.')
        return { ...one, offeredSecret: secret }
      })
      c.header('cache-control', 'no-store')
      return c.json({ secret, uri: secretUri(secret, person.account) }, 200)
    })
    .openapi(prove, async (c) => {
      const { id, offeredSecret } = asker(c)
      if (offeredSecret === null) throw new Refusal('conflict', 'Ask for a secret first.')
      const step = stepOf(offeredSecret, c.req.valid('json').code, now(), null)
      if (step === null)
        throw new Refusal('bad-body', 'The code is not that of the secret; look at the clock of the phone.', [
          { field: 'code', reason: 'not right' },
        ])
      await people.change(id, (one) => ({
        ...one,
        offeredSecret: null,
        secondFactor: { secret: offeredSecret, lastStep: step },
      }))
      return c.body(null, 204)
    })
    .openapi(withdraw, async (c) => {
      const person = asker(c)
      await signing.confirm(person, c.req.valid('json').password, access.fromOf(c))
      await people.change(person.id, (one) => ({ ...one, secondFactor: null, offeredSecret: null }))
      return c.body(null, 204)
    })
}
