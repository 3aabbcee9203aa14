import { RE2JS } from 're2js'

/** A pattern that is found in linear time. Throws a RangeError that names what is wrong with it. */
export interface Pattern {
  test(text: string): boolean
  /** The text of a capture group; null where the pattern is not found or the group took no part. */
  find(text: string, group: number): string | null
  groups: number
}

export function compilePattern(source: string): Pattern {
  const compiled = compile(source)
  return {
    test: (text) => compiled.matcher(text).find(),
    find: (text, group) => {
      const matcher = compiled.matcher(text)
      return matcher.find() ? matcher.group(group) : null
    },
    groups: compiled.groupCount(),
  }
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new RangeError(
      `the pattern ${JSON.stringify(source)} cannot be used (${detail}); patterns are RE2, without look-around and back-references`,
      { cause },
    )
  }
}
