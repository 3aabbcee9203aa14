import { textsOf } from './keys.ts'
import { tokensOf, withoutOrdinals, type Token } from './tokens.ts'

/** What somebody typed, as keys are searched. */
export interface Query {
  /** As a name; "" where nothing of it is a letter or digit. */
  readonly name: string
  /** As a code: zeros and ordinals kept. */
  readonly code: string
  /** Its words, where it has several. */
  readonly terms: readonly string[]
}

/** Reads what was typed. "houhuan 0" is on its way to "houhuan 03": a zero at the end is not yet a number. */
export function queryOf(typed: string): Query {
  const written = tokensOf(typed)
  const tokens = withoutOrdinals(written)
  const last = tokens.at(-1)
  const meant = tokens.length > 1 && last?.text === '0' ? tokens.slice(0, -1) : tokens
  const terms = termsOf(meant)
  return {
    name: textsOf(meant),
    code: written.map(({ raw }) => raw).join(''),
    terms: terms.length > 1 ? terms : [],
  }
}

/** Words are parted by signs, and where Hanzi meet letters: 后环gd. */
function termsOf(tokens: readonly Token[]): string[] {
  const terms: Token[][] = []
  let before: Token | undefined
  for (const token of tokens) {
    const together =
      before !== undefined &&
      token.from <= before.to &&
      (token.sort === 'hanzi') === (before.sort === 'hanzi')
    if (together) terms.at(-1)?.push(token)
    else terms.push([token])
    before = token
  }
  return [...new Set(terms.map(textsOf))]
}
