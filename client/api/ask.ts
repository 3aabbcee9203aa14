import type { Problem, ProblemCode } from '#data/contract/problem.ts'
import { decodeColumns, type IntColumns } from '#data/contract/columns.ts'

const columnsType = 'application/vnd.mingcha.columns'

/** Why there is no answer: the server said so, it was not reached, or what it said made no sense. */
export type Refusal = ProblemCode | 'unreachable' | 'garbled'

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  constructor(
    readonly code: Refusal,
    readonly status: number | null,
    /** For the server's log; null when it never saw the question. */
    readonly id: string | null,
    detail: string,
    readonly fields: readonly { field: string; reason: string }[] = [],
    /** In how many seconds it may be tried again; null: not said. */
    readonly againInS: number | null = null,
  ) {
    super(detail)
  }
}

/** What a question is asked with. */
interface Asking extends RequestInit {
  headers?: Record<string, string>
}

/** An answer in JSON. Throws NoAnswer; an aborted question throws the signal's reason. */
export async function askJson<T>(path: string, init: Asking = {}): Promise<T> {
  const type = init.body ? { 'content-type': 'application/json' } : {}
  const headers = { accept: 'application/json', ...type, ...init.headers }
  const response = await reach(path, { ...init, headers })
  try {
    return (await response.json()) as T
  } catch (error) {
    throw garbled(error, init.signal)
  }
}

/** An answer that comes line by line, each of them JSON. Throws as askJson does. */
export async function* askLines<T>(path: string, init: Asking): AsyncGenerator<T> {
  const type = init.body ? { 'content-type': 'application/json' } : {}
  const response = await reach(path, { ...init, headers: { ...type, ...init.headers } })
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  let text = ''
  try {
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      text += decoder.decode(part.value, { stream: true })
      const lines = text.split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) yield JSON.parse(line) as T
    }
  } catch (error) {
    throw garbled(error, init.signal)
  } finally {
    await reader?.cancel().catch(() => null)
  }
}

/** Does something whose answer holds nothing. Throws as askJson does. */
export async function askNothing(path: string, init: RequestInit): Promise<void> {
  const headers = init.body ? { 'content-type': 'application/json' } : {}
  await reach(path, { ...init, headers: { accept: 'application/json', ...headers } })
}

/** An answer in binary columns. Throws as askJson does. */
export async function askColumns<M>(
  path: string,
  signal: AbortSignal,
  more: Record<string, string> = {},
): Promise<IntColumns & { meta: M }> {
  const response = await reach(path, { headers: { accept: columnsType, ...more }, signal })
  try {
    return decodeColumns<M>(await response.arrayBuffer())
  } catch (error) {
    throw garbled(error, signal)
  }
}

const listeners = new Set<() => void>()

/** Calls when an answer says that nobody is signed in here, or that they may not ask this; until the answer is called. */
export function whenRefused(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new NoAnswer('unreachable', null, null, String(error))
  }
  if (response.ok) return response
  const refusal = await refused(response)
  if (refusal.code === 'unauthenticated' || refusal.code === 'not-allowed')
    for (const listener of listeners) listener()
  throw refusal
}

async function refused(response: Response): Promise<NoAnswer> {
  const body: unknown = await response.json().catch(() => null)
  if (!isProblem(body)) {
    const gateway = response.status >= 502 && response.status <= 504
    return new NoAnswer(gateway ? 'unreachable' : 'garbled', response.status, null, response.statusText)
  }
  const after = Number(response.headers.get('retry-after') ?? Number.NaN)
  const againInS = Number.isFinite(after) ? after : null
  return new NoAnswer(body.code, response.status, body.id ?? null, body.detail, body.errors, againInS)
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body
}

function garbled(error: unknown, signal: AbortSignal | null | undefined): unknown {
  return signal?.aborted ? error : new NoAnswer('garbled', null, null, String(error))
}
