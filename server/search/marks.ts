import { isEnough, type Grade } from './grade.ts'
import { codeKeysOf, keysOf, type Key } from './keys.ts'
import { queryOf, type Query } from './query.ts'
import type { Place } from './register.ts'
import { askedFor, scanCodes, scanNames, type Tell } from './scan.ts'
import { createText, type KeyText } from './text.ts'

export const markedFields = ['name', 'nameEn', 'code', 'unitName', 'unitNameEn'] as const
/** The part of a text that was meant, in UTF-16 units; Hanzi are marked where their sound was typed. */
export interface Mark {
  readonly field: (typeof markedFields)[number]
  readonly from: number
  readonly to: number
}

/** Why a place was found: in each of its texts the best place of the question, else of its words. */
export function marksOf(place: Place, typed: string): Mark[] {
  const query = queryOf(typed)
  const whole = marksFor(place, query)
  if (whole.length > 0) return whole
  return merged(query.terms.flatMap((term) => marksFor(place, { name: term, code: term }, term)))
}

/** `word`: what is asked is one word of several. */
function marksFor(place: Place, { name, code }: Pick<Query, 'name' | 'code'>, word = ''): Mark[] {
  const asked = name === '' ? null : askedFor(name)
  const texts: Record<Mark['field'], string | null> = {
    name: place.name,
    nameEn: place.nameEn,
    code: place.code ?? place.id,
    unitName: place.level === 'site' ? (place.unit?.name ?? null) : null,
    unitNameEn: place.level === 'site' ? (place.unit?.nameEn ?? null) : null,
  }
  return markedFields.flatMap((field) => {
    const text = texts[field]
    if (text === null) return []
    const best =
      field === 'code'
        ? bestIn(
            codeKeysOf(text),
            (keys, tell) => code !== '' && scanCodes(keys, code, 'everywhere', tell),
            word,
          )
        : bestIn(
            keysOf(text),
            (keys, tell) => asked !== null && scanNames(keys, asked, 'everywhere', tell),
            word,
          )
    return best === null ? [] : [{ field, ...best }]
  })
}

interface Range {
  from: number
  to: number
}

/** Where the best match in the keys of one text lies in that text; of equals the first. */
function bestIn(
  keys: readonly Key[],
  scan: (keys: KeyText, tell: Tell) => unknown,
  word: string,
): Range | null {
  const best: { grade: Grade; range: Range }[] = []
  for (const key of keys) {
    const text = createText()
    text.add(key, 0)
    scan(text.finish(), (_, grade, from, to) => {
      if (isEnough(word, grade) && grade < (best[0]?.grade ?? Infinity))
        best[0] = { grade, range: rangeOf(key, from - 1, to - 1) }
    })
  }
  return best[0]?.range ?? null
}

/** Units of a key as units of what was written; parts of a token only where it is as long as what was written. */
function rangeOf({ tokens }: Key, at: number, end: number): Range {
  let begin = 0
  let from: number | null = null
  let to = 0
  for (const token of tokens) {
    const { length } = token.text
    if (begin < end && begin + length > at) {
      const same = token.to - token.from === length
      from ??= token.from + (same ? Math.max(0, at - begin) : 0)
      to = same ? token.from + Math.min(length, end - begin) : token.to
    }
    begin += length
  }
  return { from: from ?? 0, to }
}

/** Marks in the order of their fields and places, those that touch made one. */
function merged(marks: readonly Mark[]): Mark[] {
  const order = (mark: Mark) => markedFields.indexOf(mark.field)
  const sorted = marks.toSorted((a, b) => order(a) - order(b) || a.from - b.from || b.to - a.to)
  return sorted.reduce<Mark[]>((done, mark) => {
    const last = done.at(-1)
    if (last === undefined || last.field !== mark.field || mark.from > last.to) return [...done, mark]
    return [...done.slice(0, -1), { ...last, to: Math.max(last.to, mark.to) }]
  }, [])
}
