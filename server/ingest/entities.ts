import type { Entity, Mapping, Source } from '#data/contract/mapping.ts'
import { keyOf, type TableName } from '#data/contract/tables.ts'
import { numberOf, rowChecker, type CheckedRow, type Positions } from './check.ts'
import { compileConditions, type Holds } from './conditions.ts'
import { limits } from './limits.ts'
import { ImportRefused } from './refused.ts'
import { fault, type Fault } from './reject.ts'
import { compilePipeline, type Item, type Read, type Run } from './steps.ts'
import type { Json } from './value.ts'

/** A row that a record made. */
export interface MadeRow {
  table: TableName
  row: CheckedRow
  /** Of rows with the same key the one with the greatest order wins, then the later one. */
  order: string | null
  /** The parent of a repeated row: with its parent's last record, all children of earlier ones are gone. */
  parent: string | null
}

/** A repeat as it ran, also where it made nothing. */
export interface Family {
  table: TableName
  parent: string
  order: string | null
}

/** What became of a record: one with any fault is rejected whole. */
export type Made =
  | { kind: 'mapped'; rows: MadeRow[]; families: Family[] }
  | { kind: 'skipped'; families: Family[] }
  | { kind: 'rejected'; faults: Fault[] }

interface CompiledEntity<R> {
  holds: Holds<R>
  make: (
    record: R,
    made: MadeRow[],
    families: Family[],
    ordinals: Map<string, number>,
    faults: Fault[],
  ) => void
}

/** Makes a mapping runnable over records of one source. Throws ImportRefused('mapping') where it cannot be run. */
export function compileMapping<R>(
  mapping: Mapping,
  positions: Positions,
  reading: (source: Source) => Read<R>,
): (record: R) => Made {
  const compiled = attempt('when', () => compileConditions(mapping.when, reading))
  const entities = mapping.entities.map((entity, i) => compileEntity(entity, i, positions, reading))
  return (record) => {
    const faults: Fault[] = []
    const rows: MadeRow[] = []
    const families: Family[] = []
    if (compiled(record, null, faults)) {
      const ordinals = new Map<string, number>()
      for (const { holds, make } of entities)
        if (holds(record, null, faults)) make(record, rows, families, ordinals, faults)
    }
    if (faults.length > 0) return { kind: 'rejected', faults: eachOnce(faults) }
    return rows.length > 0 ? { kind: 'mapped', rows, families } : { kind: 'skipped', families }
  }
}

function compileEntity<R>(
  entity: Entity,
  i: number,
  positions: Positions,
  reading: (source: Source) => Read<R>,
): CompiledEntity<R> {
  const { table, repeat } = entity
  const at = `entities[${i}] (${table})`
  const conditions = entity.when ?? []
  const holds = attempt(`${at} when`, () =>
    compileConditions(
      conditions.filter((condition) => !isOfItem(condition.from)),
      reading,
    ),
  )
  const itemHolds = attempt(`${at} when`, () =>
    compileConditions(
      conditions.filter((condition) => isOfItem(condition.from)),
      reading,
    ),
  )
  const check = rowChecker(table, positions)
  const fields = Object.entries(entity.fields).map(
    ([column, pipeline]) =>
      [
        column,
        attempt(`${at} ${column}`, () => compilePipeline(pipeline, `${table}.${column}`, reading)),
      ] as const,
  )
  const orderRun =
    entity.order === undefined
      ? null
      : attempt(`${at} order`, () => compilePipeline(entity.order ?? [], `${table}.order`, reading))

  function row(record: R, item: Item | null, id: string | null, faults: Fault[]): CheckedRow | null {
    const before = faults.length
    const values: Record<string, Json> = id === null ? {} : { [keyOf(table)]: id }
    for (const [column, run] of fields) values[column] = run(record, item, faults)
    return faults.length > before ? null : check(values, faults)
  }
  const orderOf = (record: R, item: Item | null, faults: Fault[]) => {
    const order = orderRun?.(record, item, faults) ?? null
    return order === null ? null : typeof order === 'string' ? order : JSON.stringify(order)
  }

  if (repeat === undefined)
    return {
      holds,
      make: (record, made, _families, _ordinals, faults) => {
        const order = orderOf(record, null, faults)
        const checked = row(record, null, null, faults)
        if (checked !== null) made.push({ table, row: checked, order, parent: null })
      },
    }

  const parentRun = attempt(`${at} parent`, () => compilePipeline(repeat.parent, `${table}.parent`, reading))
  const itemsRun = attempt(`${at} repeat`, () => compileItems(repeat, table, reading))
  return {
    holds,
    make: (record, made, families, ordinals, faults) => {
      const before = faults.length
      const parent = parentOf(parentRun(record, null, faults), table, faults)
      const items = itemsRun(record, faults)
      const order = orderOf(record, null, faults)
      if (faults.length > before) return
      families.push({ table, parent, order })
      for (const value of items) {
        const ordinal = (ordinals.get(`${table}/${parent}`) ?? 0) + 1
        if (!itemHolds(record, { value, ordinal }, faults)) continue
        ordinals.set(`${table}/${parent}`, ordinal)
        const checked = row(record, { value, ordinal }, `${parent}/${ordinal}`, faults)
        if (checked !== null) made.push({ table, row: checked, order, parent })
      }
    },
  }
}

function parentOf(value: Json, table: TableName, faults: Fault[]): string {
  if (value !== null && typeof value !== 'object') return String(value).trim().normalize('NFC')
  faults.push(fault('required', `${table}.parent`, 'The parent of a repeated row is empty.', value))
  return ''
}

function compileItems<R>(
  repeat: NonNullable<Entity['repeat']>,
  table: TableName,
  reading: (source: Source) => Read<R>,
): (record: R, faults: Fault[]) => readonly Json[] {
  const field = `${table}.repeat`
  const tooMany = fault('too-many', field, `A repeat makes at most ${limits.repeats} rows of one record.`)
  if ('times' in repeat) {
    const run: Run<R> = compilePipeline(repeat.times, field, reading)
    return (record, faults) => {
      const value = run(record, null, faults)
      if (value === null) return []
      const times = numberOf(value)
      if (times === null || !Number.isInteger(times) || times < 0)
        faults.push(fault('not-whole', field, 'How often to repeat must be a whole number from 0.', value))
      else if (times > limits.repeats) faults.push(tooMany)
      else return Array.from({ length: times }, (_, i) => i + 1)
      return []
    }
  }
  const run: Run<R> = compilePipeline(repeat.over, field, reading)
  return (record, faults) => {
    const value = run(record, null, faults)
    if (value === null) return []
    if (!Array.isArray(value))
      faults.push(
        fault('not-a-list', field, 'What is repeated over must be a list; a split step makes one.', value),
      )
    else if (value.length > limits.repeats) faults.push(tooMany)
    else return value
    return []
  }
}

function attempt<T>(where: string, compile: () => T): T {
  try {
    return compile()
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new ImportRefused('mapping', `The mapping cannot be used: ${where}: ${cause.message}.`, { cause })
    throw cause
  }
}

function isOfItem(source: Source): boolean {
  return typeof source === 'object' && 'item' in source
}

/** At most so many faults as are told; one wrong cell of several rows once, where it is a column's if it can be. */
export function eachOnce(faults: readonly Fault[]): Fault[] {
  const told = new Map<string, Fault>()
  for (const one of faults) {
    const cause = JSON.stringify([one.code, one.reason, one.value])
    const before = told.get(cause)
    if (before === undefined || one.value === null)
      told.set(before === undefined ? cause : `${cause} ${one.field}`, one)
    else if (before.field?.endsWith('.order') === true) told.set(cause, one)
  }
  return [...told.values()].slice(0, limits.rejectsPerRecord)
}
