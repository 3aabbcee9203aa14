import { edge } from './keys.ts'

/** How good a match is, best first; equals are ordered by level and number. */
export const grade = {
  exactCode: 0,
  exactName: 1,
  exactSound: 2,
  wholePrefix: 3,
  prefix: 4,
  wholeWord: 5,
  word: 6,
  inside: 7,
  /** Every word of the question is found, though not side by side, or sounds and first letters are mixed. */
  apart: 8,
  /** Only the responsible unit's name matches. */
  unit: 9,
} as const
export type Grade = (typeof grade)[keyof typeof grade]
export const grades = Object.values(grade)

/** Where a name or code ends with the question, or a word of it does. */
const wholes: ReadonlySet<Grade> = new Set([
  grade.exactCode,
  grade.exactName,
  grade.exactSound,
  grade.wholePrefix,
  grade.wholeWord,
])

/** Whether a match is enough for one word of several: a number only when it is held whole. */
export function isEnough(word: string, found: Grade): boolean {
  return !/^\d+$/.test(word) || wholes.has(found)
}

/** A shorter piece of a code is in too many of them to mean one. */
const leastOfCode = 3

/** The grade of a piece of a code; null: it is too short to mean it. */
export function gradeOfCode(first: boolean, last: boolean, length: number): Grade | null {
  if (first && last) return grade.exactCode
  if (length < leastOfCode) return null
  if (first) return grade.prefix
  return last ? grade.wholeWord : grade.inside
}

/** The grade of a piece of a name, by what begins where it begins and right behind it. */
export function gradeOfName(first: boolean, begins: number, follows: number): Grade {
  const whole = follows !== edge.inside
  if (first) return whole ? grade.wholePrefix : grade.prefix
  if (begins === edge.word) return whole ? grade.wholeWord : grade.word
  return grade.inside
}
