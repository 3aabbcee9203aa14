/** Every way an answer may fail, as the `code` of an RFC 9457 problem. The interface has a sentence for each. */
export const problemCodes = [
  'bad-parameter',
  'bad-body',
  'body-too-large',
  'not-acceptable',
  'forbidden',
  'unauthenticated',
  'not-allowed',
  'throttled',
  'not-found',
  'wrong-method',
  'gone-revision',
  'unknown-site',
  'conflict',
  'read-only',
  'disk-full',
  'busy',
  'starting',
  'internal',
] as const
export type ProblemCode = (typeof problemCodes)[number]

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: ProblemCode
  /** For the log, where the cause is. */
  id?: string
  /** One line per field that was wrong. */
  errors?: { field: string; reason: string }[]
}
