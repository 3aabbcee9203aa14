import { fold, sortOf } from './fold.ts'
import { numeralOf } from './numeral.ts'

/** A piece of a name: one Hanzi, one number or one word of letters. */
export interface Token {
  readonly sort: 'hanzi' | 'number' | 'word'
  /** As it is searched: folded, a number without leading zeros. */
  readonly text: string
  /** Folded, a number as it was written. */
  readonly raw: string
  /** Whether a word begins with it: the name does, a sign parts it from what is before, or the sort of sign changes. */
  readonly starts: boolean
  /** Where it stands in the name, in UTF-16 units. */
  readonly from: number
  readonly to: number
}

type Growing = { -readonly [K in keyof Token]: Token[K] }

/** The pieces of a name, in order; spaces and punctuation only part them. */
export function tokensOf(name: string): Token[] {
  const tokens: Growing[] = []
  let open: Growing | null = null
  let parted = true
  let at = 0
  for (const point of name) {
    const from = at
    at += point.length
    const folded = fold(point)
    if (folded === '' && open !== null) {
      open.to = at
      if (point === '\u0308' && open.raw.endsWith('u')) open.raw = `${open.raw.slice(0, -1)}v`
    }
    for (const char of folded) {
      const sign = sortOf(char)
      if (sign === 'none') {
        open = null
        parted = true
        continue
      }
      const sort = sign === 'hanzi' ? 'hanzi' : sign === 'digit' ? 'number' : 'word'
      if (open === null || open.sort !== sort || sort === 'hanzi') {
        const starts: boolean = parted || open === null || open.sort !== sort
        open = { sort, text: char, raw: char, starts, from, to: at }
        tokens.push(open)
        parted = false
      } else {
        open.raw += char
        open.to = at
      }
    }
  }
  for (const token of tokens) token.text = token.sort === 'number' ? plainNumber(token.raw) : token.raw
  return tokens
}

/** The same with 第 3 and 第三 as 3, since people leave the ordinal out; the very same array where there is none. */
export function withoutOrdinals(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ text }) => text === ordinal)) return tokens
  const plain: Token[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    const next = tokens[i + 1]
    if (token === undefined) break
    if (token.text !== ordinal || next === undefined) {
      plain.push(token)
    } else if (next.sort === 'number') {
      plain.push({ ...next, starts: true })
      i++
    } else {
      const numeral = numeralAt(tokens, i + 1)
      plain.push(numeral?.token ?? token)
      i += numeral?.length ?? 0
    }
  }
  return plain
}

const ordinal = '第'
/** 九百九十九 */
const longestNumeral = 5

/** The number that Chinese numerals from an index on write, and how many tokens they are; null: there are none. */
function numeralAt(tokens: readonly Token[], first: number): { token: Token; length: number } | null {
  for (let length = longestNumeral; length > 0; length--) {
    const signs = tokens.slice(first, first + length)
    const value = numeralOf(signs.map(({ text }) => text).join(''))
    const [from] = signs
    const to = signs.at(-1)
    if (value === null || from === undefined || to === undefined || signs.length < length) continue
    const text = String(value)
    return { token: { sort: 'number', text, raw: text, starts: true, from: from.from, to: to.to }, length }
  }
  return null
}

function plainNumber(digits: string): string {
  return digits.startsWith('0') ? digits.replace(/^0+(?=\d)/, '') : digits
}
