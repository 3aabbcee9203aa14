export type Sort = 'hanzi' | 'digit' | 'letter' | 'none'

/** ü is typed as v in pinyin, whatever its tone. */
const umlaut = /u\u0308/g
const marks = /\p{M}/gu
const han = /^\p{Script=Han}$/u
const letter = /^[\p{L}\p{N}]$/u
/** More signs than names are written with; a question cannot make the memory of them grow without end. */
const mostKept = 30_000

const folds = new Map<string, string>()
const sorts = new Map<string, Sort>()

/** A character as it is searched: compatible forms made plain, lower case, without accents and tone marks, ü as v. */
export function fold(point: string): string {
  return folds.get(point) ?? keep(folds, point, folded(point))
}

/** What sort of sign a folded character is; "none" parts words and is never searched for. */
export function sortOf(char: string): Sort {
  return sorts.get(char) ?? keep(sorts, char, sorted(char))
}

function folded(point: string): string {
  const plain = point.normalize('NFKD').toLowerCase().normalize('NFKD')
  return plain.replaceAll(umlaut, 'v').replaceAll(marks, '')
}

function sorted(char: string): Sort {
  if (char >= '0' && char <= '9') return 'digit'
  if (han.test(char)) return 'hanzi'
  return letter.test(char) ? 'letter' : 'none'
}

function keep<T>(known: Map<string, T>, key: string, value: T): T {
  if (known.size < mostKept) known.set(key, value)
  return value
}
