import { grade, gradeOfCode, gradeOfName, type Grade } from './grade.ts'
import { edge } from './keys.ts'
import { listenFor, type Heard, type Listener } from './listen.ts'
import type { KeyText } from './text.ts'

/** A question to be looked for in names: as it is written and, in letters and digits, as it is heard. */
export interface Asked {
  readonly text: string
  readonly listener: Listener | null
}

/** Where to look. What begins a name is better than all that does not, and found in a fraction of the time. */
export type Where = 'beginnings' | 'everywhere'

/** Told of a place that means something: whose it is, how good, its units in the text. */
export type Tell = (owner: number, grade: Grade, from: number, to: number) => void

/** Makes a question ready; its text is not empty. */
export function askedFor(text: string): Asked {
  return { text, listener: /^[a-z0-9]+$/.test(text) ? listenFor(text) : null }
}

/** Looks for a question in names. */
export function scanNames(keys: KeyText, { text, listener }: Asked, where: Where, tell: Tell): void {
  const { sounds, edges, starts, owners } = keys
  if (sounds === null || listener === null) {
    eachOccurrence(keys, text, where, (key, from, first, last) => {
      const to = from + text.length
      const found = first && last ? grade.exactName : gradeOfName(first, edges[from] ?? 0, edges[to] ?? 0)
      tell(owners[key] ?? 0, found, from, to)
    })
    return
  }
  const hear = (key: number, from: number) =>
    listener.follow(sounds, from, (heard, to) => {
      const first = starts[key] === from
      const last = to === endOf(keys, key)
      tell(owners[key] ?? 0, gradeOfHeard(heard, first, last, edges[from] ?? 0, edges[to] ?? 0), from, to)
    })
  if (where === 'beginnings') {
    for (let key = 0; key < owners.length; key++) {
      const from = starts[key] ?? 0
      if (listener.begins[sounds[from] ?? 0] === 1) hear(key, from)
    }
    return
  }
  for (let at = 0, key = 0; at < sounds.length; at++) {
    if (listener.begins[sounds[at] ?? 0] !== 1) continue
    while ((starts[key + 1] ?? 0) <= at) key++
    hear(key, at)
  }
}

/** Looks for a piece of a code. */
export function scanCodes(keys: KeyText, code: string, where: Where, tell: Tell): void {
  eachOccurrence(keys, code, where, (key, from, first, last) => {
    const found = gradeOfCode(first, last, code.length)
    if (found !== null) tell(keys.owners[key] ?? 0, found, from, from + code.length)
  })
}

function gradeOfHeard(heard: Heard, first: boolean, last: boolean, begins: number, follows: number): Grade {
  switch (heard) {
    case 'sound':
    case 'initials':
      return first && last ? grade.exactSound : gradeOfName(first, begins, follows)
    case 'unfinished':
      return gradeOfName(first, begins, edge.inside)
    case 'mixed':
      return grade.apart
  }
}

function eachOccurrence(
  keys: KeyText,
  piece: string,
  where: Where,
  found: (key: number, from: number, first: boolean, last: boolean) => void,
): void {
  const { text, starts, owners } = keys
  if (where === 'beginnings') {
    for (let key = 0; key < owners.length; key++) {
      const from = starts[key] ?? 0
      if (text.startsWith(piece, from)) found(key, from, true, from + piece.length === endOf(keys, key))
    }
    return
  }
  let key = 0
  for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + 1)) {
    while ((starts[key + 1] ?? text.length) <= at) key++
    found(key, at, starts[key] === at, at + piece.length === endOf(keys, key))
  }
}

/** Where a key ends: at the line feed before the next. */
function endOf({ starts }: KeyText, key: number): number {
  return (starts[key + 1] ?? 0) - 1
}
