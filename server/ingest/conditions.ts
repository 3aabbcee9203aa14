import type { Condition, Source } from '#data/contract/mapping.ts'
import { numberOf } from './check.ts'
import { compilePattern } from './patterns.ts'
import { fault, type Fault } from './reject.ts'
import type { Item, Read } from './steps.ts'
import type { Json } from './value.ts'

/** Whether all conditions hold of a record. Comparing what is no number with one is a fault. */
export type Holds<R> = (record: R, item: Item | null, faults: Fault[]) => boolean

export function compileConditions<R>(
  conditions: readonly Condition[] | undefined,
  reading: (source: Source) => Read<R>,
): Holds<R> {
  const tests = (conditions ?? []).map((condition) => compileCondition(condition, reading))
  return (record, item, faults) => tests.every((test) => test(record, item, faults))
}

function compileCondition<R>(condition: Condition, reading: (source: Source) => Read<R>): Holds<R> {
  const read = reading(condition.from)
  const tests: ((text: string) => boolean)[] = []
  const { equals, in: among, matches, present, above, atLeast, below, atMost } = condition
  if (equals !== undefined) tests.push((text) => text === textOf(equals))
  if (among !== undefined) {
    const values = new Set(among.map(textOf))
    tests.push((text) => values.has(text))
  }
  if (matches !== undefined) {
    const pattern = compilePattern(matches)
    tests.push((text) => pattern.test(text))
  }
  if (present !== undefined) tests.push((text) => (text !== '') === present)
  const compares = [above, atLeast, below, atMost].some((bound) => bound !== undefined)
  const within = (number: number) =>
    number > (above ?? -Infinity) &&
    number >= (atLeast ?? -Infinity) &&
    number < (below ?? Infinity) &&
    number <= (atMost ?? Infinity)
  return (record, item, faults) => {
    const value = read(record, item)
    const text = textOf(value)
    let holds = tests.every((test) => test(text))
    if (compares && holds) {
      const number = numberOf(value)
      if (number === null && text !== '')
        faults.push(
          fault(
            'not-a-number',
            nameOf(condition.from),
            'A condition of the mapping compares this with a number, and it is none.',
            value,
          ),
        )
      holds = number !== null && within(number)
    }
    return holds !== (condition.not ?? false)
  }
}

/** A source's name as rejects show it. */
export function nameOf(source: Source): string {
  if (typeof source === 'string') return source
  if (Array.isArray(source)) return source.join('.')
  return Object.entries(source).flat().join('.')
}

function textOf(value: Json): string {
  if (value === null) return ''
  return typeof value === 'string'
    ? value.trim()
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
}
