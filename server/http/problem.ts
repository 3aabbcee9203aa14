import { randomUUID } from 'node:crypto'
import type { ZodError } from 'zod'
import { problemSchema } from '#data/contract/api.ts'
import type { Problem, ProblemCode } from '#data/contract/problem.ts'
import { CommitRefused } from '#server/contradiction.ts'
import { isNoSpace } from '#server/ledger/faults.ts'

const problemType = 'application/problem+json'

const kinds = {
  'bad-parameter': { status: 400, title: 'A parameter is wrong' },
  'bad-body': { status: 400, title: 'The body is wrong' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'not-acceptable': { status: 406, title: 'No such representation' },
  forbidden: { status: 403, title: 'Not from here' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  'not-allowed': { status: 403, title: 'Not with this role' },
  throttled: { status: 429, title: 'Too many tries' },
  'not-found': { status: 404, title: 'Not found' },
  'wrong-method': { status: 405, title: 'Not with this method' },
  'gone-revision': { status: 404, title: 'This revision is gone' },
  'unknown-site': { status: 422, title: 'Unknown site' },
  conflict: { status: 409, title: 'Changed meanwhile' },
  'read-only': { status: 503, title: 'Read-only' },
  'disk-full': { status: 507, title: 'The disk is full' },
  busy: { status: 503, title: 'Busy' },
  starting: { status: 503, title: 'Starting' },
  internal: { status: 500, title: 'Something failed' },
} as const satisfies Record<ProblemCode, { status: number; title: string }>
type Kinds = typeof kinds

/** Seconds after which trying again makes sense. */
const retryAfter: Partial<Record<ProblemCode, number>> = {
  busy: 1,
  starting: 1,
  'disk-full': 30,
  'read-only': 60,
}

/** What the ledger says about a write it did not take; its own messages name folders, so they stay in the log. */
const ledgerDetails: Partial<Record<string, { code: ProblemCode; detail: string }>> = {
  'disk-full': {
    code: 'disk-full',
    detail: 'There is no space left, and nothing was stored. Free disk space, then send it again.',
  },
  'read-only': {
    code: 'read-only',
    detail: 'The ledger takes no entries at the moment, and nothing was stored. The server’s log says why.',
  },
  broken: {
    code: 'read-only',
    detail: 'The ledger is damaged and takes no entries; `npm run mingcha -- verify` says where.',
  },
  audit: {
    code: 'read-only',
    detail:
      'The audit takes no entries, and without it nothing is changed or exported. /api/health and the server’s log say why.',
  },
  vault: {
    code: 'read-only',
    detail:
      'Plans cannot be opened: their key is missing or another one, or the vault is damaged. The server’s log says which.',
  },
  locked: { code: 'read-only', detail: 'Another process writes to this data folder.' },
}

/** A request that cannot be answered as asked; thrown anywhere, answered as an RFC 9457 problem. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly errors: Problem['errors']
  /** Seconds after which trying again makes sense; left out: what the code says. */
  readonly seconds: number | undefined
  constructor(code: ProblemCode, detail: string, errors?: Problem['errors'], seconds?: number) {
    super(detail)
    this.name = 'Refusal'
    this.code = code
    this.errors = errors
    this.seconds = seconds
  }
}

/** The problem that an error is for the one who asked. `id` only where the log holds the cause. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return problem(error.code, error.message, error.errors)
  if (error instanceof CommitRefused) return problem(error.code, error.message)
  if (isCutOff(error)) return problem('bad-body', 'The connection ended before the body did.')
  const code = isNoSpace(error) ? 'disk-full' : error instanceof Error && 'code' in error ? error.code : ''
  const known = ledgerDetails[String(code)]
  const id = randomUUID()
  if (known !== undefined) return { ...problem(known.code, known.detail), id }
  return {
    ...problem('internal', 'The server could not answer; its log has the cause under this id. Try again.'),
    id,
  }
}

/** Who asked left while they were sending: nobody hears the answer, and nothing failed here. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
}

export function problem(code: ProblemCode, detail: string, errors?: Problem['errors']): Problem {
  const { status, title } = kinds[code]
  return {
    type: `urn:mingcha:problem:${code}`,
    title,
    status,
    detail,
    code,
    ...(errors === undefined ? {} : { errors }),
  }
}

export function problemResponse(body: Problem, seconds = retryAfter[body.code]): Response {
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      'content-type': problemType,
      'cache-control': 'no-store',
      ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
    },
  })
}

/** One line per field that zod found wrong. */
export function refusalOf(error: ZodError, target: string): Refusal {
  const errors = error.issues.slice(0, 50).map((issue) => ({
    field: issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.map(String).join('.'),
    reason: issue.code === 'unrecognized_keys' ? 'there is no such field here' : issue.message,
  }))
  const said = errors.map(({ field, reason }) => (field === '' ? reason : `${field}: ${reason}`)).join('; ')
  const detail = said.length > 500 ? `${said.slice(0, 500)} …` : said
  return new Refusal(target === 'json' ? 'bad-body' : 'bad-parameter', detail, errors)
}

type Documented<C extends ProblemCode> = {
  [S in Kinds[C]['status']]: {
    description: string
    content: { [problemType]: { schema: typeof problemSchema } }
  }
}

/** Entries for a route's `responses`: every problem it may answer with, by status. */
export function problems<const C extends readonly ProblemCode[]>(...codes: C): Documented<C[number]> {
  const documented: Record<number, unknown> = {}
  for (const status of new Set(codes.map((code) => kinds[code].status))) {
    const here = codes.filter((code) => kinds[code].status === status)
    documented[status] = {
      description: here.map((code) => `\`${code}\` ${kinds[code].title}`).join(' · '),
      content: { [problemType]: { schema: problemSchema } },
    }
  }
  return documented as Documented<C[number]>
}
