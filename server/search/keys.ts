import { tokensOf, withoutOrdinals, type Token } from './tokens.ts'

/** One text under which a name or a code is found: its tokens without anything between. */
export interface Key {
  readonly text: string
  readonly tokens: readonly Token[]
}

/** What may begin at a unit of a key: the inside of a word, a syllable, a word. */
export const edge = { inside: 0, syllable: 1, word: 2 } as const

/** The keys of a name: without its ordinals, and with them where it has any. None where it has no letter. */
export function keysOf(name: string): Key[] {
  const written = tokensOf(name)
  const plain = withoutOrdinals(written)
  const forms = plain === written ? [plain] : [plain, written]
  return forms.map((tokens) => ({ tokens, text: textsOf(tokens) })).filter(({ text }) => text !== '')
}

/** The key of a code: every letter and digit as it was written. None where it has none. */
export function codeKeysOf(code: string): Key[] {
  const tokens = tokensOf(code).map((token) => ({ ...token, text: token.raw }))
  return tokens.length === 0 ? [] : [{ tokens, text: textsOf(tokens) }]
}

/** Tokens as they are searched, side by side. */
export function textsOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('')
}
