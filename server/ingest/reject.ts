import { guarded } from '#data/contract/guarded.ts'
/** Why a record was not taken. The interface has a sentence for each; `reason` says it in English. */
export const rejectCodes = [
  'ragged',
  'quote-misplaced',
  'quote-unclosed',
  'too-long',
  'nul',
  'repeated-header',
  'error-cell',
  'not-a-feature',
  'undecodable',
  'not-listed',
  'no-match',
  'not-a-date',
  'no-such-time',
  'not-a-list',
  'too-many',
  'required',
  'not-text',
  'hidden-character',
  'scientific-notation',
  'not-exact',
  'not-a-number',
  'not-whole',
  'out-of-range',
  'not-true-or-false',
  'not-allowed',
  'half-position',
  'datum',
  'not-a-polygon',
  'ring-not-closed',
  'ring-too-short',
  'ring-without-area',
  'self-intersection',
  'antimeridian',
  'unknown-reference',
  'other-site',
  'own-parent',
  'wrong-level',
  'future',
  'out-of-order',
] as const
export type RejectCode = (typeof rejectCodes)[number]

export interface Reject {
  /** Where the record begins: line in a CSV file, number of the feature in GeoJSON, of the row among given rows. */
  line: number
  /** "table.column", or the name of the source's column; null: the record as a whole. */
  field: string | null
  code: RejectCode
  /** A sentence that says what to do next. */
  reason: string
  /** At most 120 characters of the value, control characters escaped; null where it does not help. */
  value: string | null
}

/** A reject that does not yet know its record's line. */
export type Fault = Omit<Reject, 'line'>

export function fault(code: RejectCode, field: string | null, reason: string, value?: unknown): Fault {
  return { code, field, reason, value: value === undefined || value === null ? null : excerpt(value) }
}

/** One line of the rejects' CSV, formula-injection safe: no cell begins with = + - @ or a control character. */
export function rejectLine({ line, field, code, reason, value }: Reject): string {
  return `${[String(line), field, code, reason, value].map(cell).join(',')}\r\n`
}
export const rejectHeader = 'line,field,code,reason,value\r\n'

function cell(text: string | null): string {
  if (text === null) return ''
  const safe = guarded(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  const start = text.slice(0, 120)
  const shown = start.replaceAll(
    /[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
  return start.length < text.length ? `${shown}…` : shown
}
