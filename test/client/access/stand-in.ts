import type { Page, Request, Route } from 'playwright-core'
import type { z } from 'zod'
import { meAnswer, type MeAnswer, type PersonRole } from '#data/contract/access.ts'
import { auditAnswer, auditQuery, type AuditEntry } from '#data/contract/audit.ts'
import { displayPost, displayPut, displaysAnswer, type Display } from '#data/contract/displays.ts'
import {
  invitationAnswer,
  invitationFor,
  invitationLook,
  invitationPost,
  passwordPut,
  peopleAnswer,
  personPost,
  personPut,
  secondFactorAnswer,
  secondFactorDelete,
  secondFactorPut,
  secondFactorState,
  sessionsAnswer,
  signInAnswer,
  signInPost,
  type Person,
  type Session,
} from '#data/contract/people.ts'
import type { ProblemCode } from '#data/contract/problem.ts'
import { policy } from '#server/access/policy.ts'

/** What the server would know; tests change it as they go. */
export interface World {
  me: MeAnswer
  /** Accounts by name, in plain text: only here. */
  secrets: Record<string, { password: string; code: string | null }>
  people: Person[]
  sessions: Session[]
  displays: Display[]
  /** Codes that displays show. */
  codes: string[]
  entries: AuditEntry[]
  chain: z.infer<typeof auditAnswer>['chain']
  /** Tokens of invitations by the account they are for; null: of the first administrator. */
  tokens: Record<string, string | null>
  hasSecondFactor: boolean
  /** Every request that was answered, as "PUT /api/people/{id}". */
  asked: string[]
  throttledS: number | null
}

/** Everything that may be asked by whom has all of a set of roles. */
export function mayOf(roles: readonly PersonRole[]): string[] {
  const known = Object.entries(policy).flatMap(([route, { who }]) =>
    who === 'anyone' || (typeof who !== 'string' && who.some((role) => roles.some((own) => own === role)))
      ? [route]
      : [],
  )
  const own = ['GET /api/sessions', 'DELETE /api/sessions/{id}', 'GET /api/me/second-factor']
  const administrator = [
    'GET /api/people',
    'POST /api/people',
    'PUT /api/people/{id}',
    'GET /api/displays',
    'POST /api/displays',
    'PUT /api/displays/{id}',
    'DELETE /api/displays/{id}',
  ]
  const audit = ['GET /api/audit', 'GET /api/audit/export.csv']
  return [
    ...new Set([
      ...known,
      ...own,
      ...(roles.includes('administrator') ? administrator : []),
      ...(roles.includes('administrator') || roles.includes('auditor') ? audit : []),
    ]),
  ]
}

export function meAs(
  roles: readonly PersonRole[],
  more: Partial<MeAnswer['identity'] & object> = {},
): MeAnswer {
  return {
    identity: {
      kind: 'person',
      id: 'p1',
      account: 'zhou.min',
      name: '周敏',
      roles: [...roles],
      scope: null,
      ...more,
    },
    may: mayOf(roles),
    demoRoles: null,
    needsSetup: false,
    signInBy: null,
  }
}

export const nobody: MeAnswer = {
  identity: null,
  may: ['GET /api/me'],
  demoRoles: null,
  needsSetup: false,
  signInBy: null,
}

export function aWorld(me: MeAnswer): World {
  return {
    me,
    secrets: { 'zhou.min': { password: 'four words and a river', code: null } },
    people: [],
    sessions: [],
    displays: [],
    codes: [],
    entries: [],
    chain: { from: 1, to: 0, head: '', isWhole: true, reason: null },
    tokens: {},
    hasSecondFactor: false,
    asked: [],
    throttledS: null,
  }
}

const later = '2027-03-01T04:00:00.000Z'
const statuses: Partial<Record<ProblemCode, number>> = {
  unauthenticated: 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  throttled: 429,
  'bad-body': 400,
}

class Said extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly fields: string[] = [],
  ) {
    super(code)
  }
}

/** Reads a body as the contract says it; what it does not allow is refused with its fields, as by the server. */
function told<T>(schema: z.ZodType<T>, request: Request): T {
  const parsed = schema.safeParse(request.postDataJSON())
  if (parsed.success) return parsed.data
  throw new Said('bad-body', [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))])
}

type Answer = (world: World, request: Request, id: string) => unknown

const answers: Record<string, Answer> = {
  'GET /api/me': ({ me }) => meAnswer.parse(me),
  'POST /api/session': (world, request) => {
    const { account, password, code } = told(signInPost, request)
    if (world.throttledS !== null) throw new Said('throttled')
    const secret = world.secrets[account]
    if (secret === undefined || secret.password !== password) throw new Said('unauthenticated')
    if (secret.code !== null && code === undefined) return signInAnswer.parse({ result: 'needs-code' })
    if (secret.code !== null && secret.code !== code) throw new Said('unauthenticated')
    world.me = meAs(['leader', 'planner', 'administrator'])
    return signInAnswer.parse({ result: 'signed-in' })
  },
  'DELETE /api/session': (world) => {
    world.me = nobody
    return null
  },
  'POST /api/invitation/look': (world, request) => {
    const { token } = told(invitationLook, request)
    const account = world.tokens[token]
    if (account === undefined) throw new Said('not-found')
    const name = world.people.find((one) => one.account === account)?.name ?? null
    return invitationFor.parse({ kind: account === null ? 'setup' : 'invite', account, name, until: later })
  },
  'POST /api/invitation': (world, request) => {
    const { token, password, account } = told(invitationPost, request)
    if (!(token in world.tokens)) throw new Said('not-found')
    if (password === 'password1234') throw new Said('bad-body', ['password'])
    world.secrets[account ?? world.tokens[token] ?? ''] = { password, code: null }
    delete world.tokens[token]
    world.me = meAs(['administrator'])
    return signInAnswer.parse({ result: 'signed-in' })
  },
  'PUT /api/me/password': (world, request) => {
    const { current, password } = told(passwordPut, request)
    const own = world.secrets['zhou.min']
    if (own?.password !== current) throw new Said('not-allowed')
    own.password = password
    world.sessions = world.sessions.filter(({ isThis }) => isThis)
    return null
  },
  'GET /api/me/second-factor': ({ hasSecondFactor }) => secondFactorState.parse({ isOn: hasSecondFactor }),
  'POST /api/me/second-factor': () =>
    secondFactorAnswer.parse({
      secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      uri: 'otpauth://totp/Mingcha:zhou.min?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Mingcha',
    }),
  'PUT /api/me/second-factor': (world, request) => {
    if (told(secondFactorPut, request).code !== '123456') throw new Said('bad-body', ['code'])
    world.hasSecondFactor = true
    return null
  },
  'DELETE /api/me/second-factor': (world, request) => {
    if (told(secondFactorDelete, request).password !== world.secrets['zhou.min']?.password)
      throw new Said('not-allowed')
    world.hasSecondFactor = false
    return null
  },
  'GET /api/sessions': ({ sessions }) => sessionsAnswer.parse({ sessions }),
  'DELETE /api/sessions/{id}': (world, _, id) => {
    world.sessions = world.sessions.filter((one) => one.id !== id)
    return null
  },
  'GET /api/people': ({ people }) => peopleAnswer.parse({ people }),
  'POST /api/people': (world, request) => {
    const post = told(personPost, request)
    if (world.people.some(({ account }) => account === post.account)) throw new Said('conflict')
    const person = aPerson({ ...post, hasPassword: false, hasSecondFactor: false, lastSignInAt: null })
    world.people = [...world.people, person]
    return invited(world, person)
  },
  'PUT /api/people/{id}': (world, request, id) => {
    const put = told(personPut, request)
    world.people = world.people.map((one) => (one.id === id ? { ...one, ...put } : one))
    return null
  },
  'POST /api/people/{id}/invitation': (world, _, id) => {
    const person = world.people.find((one) => one.id === id)
    if (person === undefined) throw new Said('not-found')
    return invited(world, person)
  },
  'DELETE /api/people/{id}/second-factor': (world, _, id) => {
    world.people = world.people.map((one) => (one.id === id ? { ...one, hasSecondFactor: false } : one))
    return null
  },
  'GET /api/displays': ({ displays }) => displaysAnswer.parse({ displays }),
  'POST /api/displays': (world, request) => {
    const { code, name } = told(displayPost, request)
    if (!world.codes.includes(code)) throw new Said('not-found')
    world.displays = [...world.displays, aDisplay({ id: `d-${code}`, name })]
    return null
  },
  'PUT /api/displays/{id}': (world, request, id) => {
    const { name } = told(displayPut, request)
    world.displays = world.displays.map((one) => (one.id === id ? { ...one, name } : one))
    return null
  },
  'DELETE /api/displays/{id}': (world, _, id) => {
    world.displays = world.displays.filter((one) => one.id !== id)
    return null
  },
  'GET /api/audit': ({ entries, chain }, request) => {
    const query = Object.fromEntries(new URL(request.url()).searchParams)
    const { kind, account, what, from, to, refused, before } = auditQuery.parse(query)
    const all = entries
      .filter((entry) => kind === undefined || entry.kind === kind)
      .filter((entry) => account === undefined || entry.account === account)
      .filter((entry) => what === undefined || entry.what === what)
      .filter((entry) => from === undefined || entry.at.slice(0, 10) >= from)
      .filter((entry) => to === undefined || entry.at.slice(0, 10) <= to)
      .filter((entry) => refused === undefined || entry.status >= 400)
      .filter((entry) => before === undefined || entry.seq < Number(before))
      .toSorted((a, b) => b.seq - a.seq)
    const page = all.slice(0, 20)
    return auditAnswer.parse({
      entries: page,
      next: all.length > 20 ? (page.at(-1)?.seq ?? null) : null,
      chain,
    })
  },
}

function invited(world: World, person: Person): unknown {
  const token = `token-of-${person.account}-0123456789`
  world.tokens[token] = person.account
  return invitationAnswer.parse({ person, token, until: later })
}

export function aPerson(more: Partial<Person>): Person {
  return {
    id: more.account ?? 'p1',
    account: 'zhou.min',
    name: '周敏',
    roles: ['administrator'],
    scope: null,
    isDisabled: false,
    hasPassword: true,
    hasSecondFactor: false,
    createdAt: '2026-09-01T01:00:00.000Z',
    lastSignInAt: '2026-11-22T00:41:00.000Z',
    ...more,
  }
}

export function aDisplay(more: Partial<Display>): Display {
  return {
    id: 'd1',
    name: '指挥中心',
    pairedAt: '2026-10-08T02:00:00.000Z',
    pairedBy: 'zhou.min',
    seenAt: '2026-11-22T09:30:00.000Z',
    isOnline: true,
    ...more,
  }
}

export function anEntry(seq: number, more: Partial<AuditEntry>): AuditEntry {
  return {
    seq,
    at: new Date(Date.parse('2026-11-22T09:00:00.000Z') - (200 - seq) * 1_260_000).toISOString(),
    hash: seq.toString(16).padStart(64, '0'),
    kind: 'change',
    account: 'zhou.min',
    roles: ['administrator'],
    source: '10.20.0.14',
    what: 'PUT /api/settings',
    about: null,
    status: 200,
    code: null,
    ...more,
  }
}

/** A few people, displays and entries, as an administrator sees them. */
export function administrators(): World {
  const world = aWorld(meAs(['leader', 'planner', 'administrator']))
  const at = { createdAt: '2026-11-20T00:41:00.000Z', seenAt: '2026-11-21T23:41:00.000Z' }
  world.people = [
    aPerson({ hasSecondFactor: true }),
    aPerson({ account: 'li.wei', name: '李薇', roles: ['planner'], hasSecondFactor: true }),
    aPerson({ account: 'team3', name: '三组', roles: ['inspector'], hasPassword: false, lastSignInAt: null }),
  ]
  world.sessions = [
    {
      id: 's1',
      isThis: true,
      ...at,
      endsAt: '2026-11-27T00:41:00.000Z',
      source: '10.20.0.14',
      browser: 'Firefox · Linux',
    },
    {
      id: 's2',
      isThis: false,
      ...at,
      endsAt: '2026-11-27T00:41:00.000Z',
      source: '10.20.0.99',
      browser: 'Safari · iPhone',
    },
  ]
  world.displays = [aDisplay({}), aDisplay({ id: 'd2', name: '会议室', isOnline: false })]
  world.codes = ['K7QM-2FXA']
  world.entries = Array.from({ length: 45 }, (_, i) =>
    anEntry(
      i + 1,
      i % 3 === 0 ? { kind: 'refusal', status: 403, code: 'not-allowed', account: 'li.wei' } : {},
    ),
  )
  world.chain = { from: 1, to: 45, head: 'a3'.repeat(32), isWhole: true, reason: null }
  return world
}

/**
 * Answers in a page the routes of accounts, displays and audit, through the contracts; everything else goes to the
 * server. Requests of who is not signed in are refused.
 */
export async function standIn(page: Page, world: World): Promise<void> {
  await page.route(/\/api\//, async (route: Route) => {
    const request = route.request()
    const { pathname } = new URL(request.url())
    const method = request.method()
    const found = Object.keys(answers).find((name) => matcherOf(name).test(`${method} ${pathname}`))
    if (found === undefined) {
      if (world.me.identity === null) return route.fulfill(problemOf(new Said('unauthenticated'), world))
      return route.continue()
    }
    world.asked.push(found)
    const open = ['/api/me', '/api/session', '/api/invitation', '/api/invitation/look'].includes(pathname)
    try {
      if (world.me.identity === null && !open) throw new Said('unauthenticated')
      const id = decodeURIComponent(matcherOf(found).exec(`${method} ${pathname}`)?.[1] ?? '')
      const answer = answers[found]?.(world, request, id) ?? null
      await (answer === null ? route.fulfill({ status: 204 }) : route.fulfill({ json: answer }))
    } catch (error) {
      if (!(error instanceof Said)) throw error
      await route.fulfill(problemOf(error, world))
    }
  })
}

const matcherOf = (name: string) =>
  new RegExp(`^${name.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+)')}$`)

function problemOf({ code, fields }: Said, { throttledS }: World): Parameters<Route['fulfill']>[0] {
  const status = statuses[code] ?? 500
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(code === 'throttled' ? { 'retry-after': String(throttledS ?? 30) } : {}),
    },
    body: JSON.stringify({
      type: `/api/docs#${code}`,
      title: code,
      status,
      detail: code,
      code,
      errors: fields.map((field) => ({ field, reason: 'wrong' })),
    }),
  }
}
