import { hash as digest } from 'node:crypto'
import type { Head } from '#data/contract/ledger.ts'

const mark = ',"hash":"'
const hexDigits = 64
const suffixBytes = mark.length + hexDigits + 2

/** A line longer than this is neither written nor believed. */
export const longestLineBytes = 128 * 1024 * 1024

/** A line as it goes to the disk, and the head it leads to. */
export interface Composed {
  text: string
  head: Head
}

/** The line (without its newline) that follows `head`; `body` is JSON already. */
export function composeLine(head: Head, at: string, kind: string, body: string): Composed {
  const seq = head.seq + 1
  const sealed = `{"seq":${seq},"at":"${at}","kind":"${kind}","body":${body},"prev":"${head.hash}"`
  const hash = digest('sha256', sealed)
  return { text: `${sealed}${mark}${hash}"}`, head: { seq, hash } }
}

export type Judged = { head: Head } | { reason: string }

/** Whether a line (bytes without the newline) is the entry that follows `head`: its own hash, sequence and chain. */
export function judgeLine(line: Buffer, head: Head): Judged {
  const end = line.length - suffixBytes
  if (end <= 0 || line.toString('latin1', end, end + mark.length) !== mark || !endsWith(line, '"}')) {
    return { reason: 'the line is not an entry' }
  }
  const hash = line.toString('latin1', end + mark.length, line.length - 2)
  const sealed = line.subarray(0, end)
  if (digest('sha256', sealed) !== hash) return { reason: 'the text does not match its hash' }
  const seq = head.seq + 1
  const opening = `{"seq":${seq},"at":"`
  if (sealed.toString('latin1', 0, opening.length) !== opening) {
    return { reason: `this is not entry ${seq}: the sequence has a gap or repeats` }
  }
  if (!endsWith(sealed, `,"prev":"${head.hash}"`)) return { reason: 'it does not follow the entry before it' }
  return { head: { seq, hash } }
}

function endsWith(bytes: Buffer, text: string): boolean {
  return bytes.length >= text.length && bytes.toString('latin1', bytes.length - text.length) === text
}

/** A line's fields; what its kind and body mean is the stream's own matter. */
export interface Line {
  seq: number
  at: string
  kind: string
  body: object
  prev: string
  hash: string
}

/** The fields of a judged line. Throws a plain Error where it has others. */
export function readLine(line: Buffer): Line {
  const value: unknown = JSON.parse(line.toString('utf8'))
  if (!isLine(value)) throw new Error(unknownLine)
  return value
}

/** What is said of a line that this version does not know. */
export const unknownLine = 'the line has not the fields of an entry this version knows'

const fields = 'seq,at,kind,body,prev,hash'

function isLine(value: unknown): value is Line {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== fields) return false
  if (!('at' in value && 'kind' in value && 'body' in value)) return false
  const { at, kind, body } = value
  return (
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    typeof kind === 'string' &&
    typeof body === 'object' &&
    body !== null
  )
}
