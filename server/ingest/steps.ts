import type { Pipeline, Source, Step } from '#data/contract/mapping.ts'
import { dateReader } from './dates.ts'
import { compilePattern } from './patterns.ts'
import { fault, type Fault } from './reject.ts'
import type { Json } from './value.ts'

/** The element of a repeat an entity is made for. */
export interface Item {
  value: Json
  /** 1, 2, 3 … */
  ordinal: number
}
export type Read<R> = (record: R, item: Item | null) => Json
/** Reads a value from a record; a fault goes to `faults`, under this field, and the value is then null. */
export type Run<R> = (record: R, item: Item | null, faults: Fault[]) => Json
type Apply = (value: Json, faults: Fault[], field: string) => Json

/** Makes a pipeline runnable. Throws a RangeError that says which of its parts cannot be used. */
export function compilePipeline<R>(
  pipeline: Pipeline,
  field: string,
  reading: (source: Source) => Read<R>,
): Run<R> {
  const [first, ...rest] = pipeline
  if (first === undefined) throw new RangeError('a pipeline needs at least one step')
  const open: Read<R> = opening(first, reading)
  const applies = rest.map((step) => compileStep(step))
  return (record, item, faults) => {
    let value = open(record, item)
    const before = faults.length
    for (const apply of applies) {
      value = apply(value, faults, field)
      if (faults.length > before) return null
    }
    return value
  }
}

function opening<R>(step: Step, reading: (source: Source) => Read<R>): Read<R> {
  if ('from' in step) return reading(step.from)
  if ('const' in step) {
    const value = step.const
    return () => value
  }
  throw new RangeError('a pipeline begins with from or const')
}

function compileStep(step: Step): Apply {
  if ('map' in step) return eachOf(mapStep(step))
  if ('date' in step) return eachOf(dateStep(step))
  if ('split' in step) return splitStep(step.split)
  if ('match' in step) return eachOf(matchStep(step))
  throw new RangeError('from and const only begin a pipeline')
}

/** Steps act on every element of a list; empty ones among the answers are left out. */
function eachOf(apply: Apply): Apply {
  return (value, faults, field) =>
    Array.isArray(value)
      ? value.map((element: Json) => apply(element, faults, field)).filter((element) => element !== null)
      : apply(value, faults, field)
}

function textOf(value: Json): string {
  if (value === null) return ''
  return typeof value === 'string'
    ? value.trim()
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
}

function mapStep(step: Extract<Step, { map: unknown }>): Apply {
  const { map } = step
  const byPattern = Array.isArray(map)
    ? map.map(({ matches, to }) => ({ pattern: compilePattern(matches), to }))
    : null
  const byValue = Array.isArray(map) ? null : new Map(Object.entries(map))
  const listed = (text: string): Json | undefined =>
    byValue?.get(text) ??
    (byValue?.has(text) ? null : byPattern?.find(({ pattern }) => pattern.test(text))?.to)
  const known = new Map<string, Json | undefined>()
  const lookUp = (text: string): Json | undefined => {
    if (byPattern === null) return listed(text)
    if (known.has(text)) return known.get(text)
    const answer = listed(text)
    if (known.size >= 10_000) known.clear()
    known.set(text, answer)
    return answer
  }
  const otherwise = step.default
  return (value, faults, field) => {
    const text = textOf(value)
    const answer = lookUp(text)
    if (answer !== undefined) return answer
    if (text === '') return null
    if (otherwise !== undefined) return otherwise
    faults.push(
      fault(
        'not-listed',
        field,
        'The map in the mapping does not list this value. Add it, or a default.',
        value,
      ),
    )
    return null
  }
}

function dateStep(step: Extract<Step, { date: unknown }>): Apply {
  const read = dateReader(step.date)
  return (value, faults, field) => {
    const text = textOf(value)
    if (text === '') return null
    const answer = read(text)
    if ('ok' in answer) return answer.ok
    faults.push(fault(answer.code, field, answer.reason, value))
    return null
  }
}

function splitStep(split: Extract<Step, { split: unknown }>['split']): Apply {
  const { by, begins } = typeof split === 'string' ? { by: split, begins: null } : split
  const beginning = begins === null ? null : compilePattern(begins)
  return (value) => {
    const parts: string[] = []
    for (const part of textOf(value).split(by)) {
      const before = parts.at(-1)
      if (before === undefined || beginning === null || beginning.test(part.trim())) parts.push(part)
      else parts[parts.length - 1] = `${before}${by}${part}`
    }
    const kept = parts.map((part) => part.trim()).filter((part) => part !== '')
    return kept.length === 0 ? null : kept
  }
}

function matchStep(step: Extract<Step, { match: unknown }>): Apply {
  const { pattern: source, group, otherwise } = step.match
  const pattern = compilePattern(source)
  const wanted = group ?? (pattern.groups > 0 ? 1 : 0)
  if (wanted > pattern.groups)
    throw new RangeError(
      `the pattern ${JSON.stringify(source)} has ${pattern.groups} groups, so there is no group ${wanted}`,
    )
  return (value, faults, field) => {
    const text = textOf(value)
    const found = text === '' ? null : pattern.find(text, wanted)
    if (found !== null || text === '' || otherwise !== 'reject') return found === '' ? null : found
    faults.push(
      fault(
        'no-match',
        field,
        `The value does not match the mapping's pattern ${source}. Correct it, or the pattern.`,
        value,
      ),
    )
    return null
  }
}
