import { columnsOf, keyOf, type AreaGeometry, type Column, type TableName } from '#data/contract/tables.ts'
import { placerFor, type Placer } from './datum.ts'
import { readGeometry } from './geometry.ts'
import { limits, years } from './limits.ts'
import { fault, type Fault, type RejectCode } from './reject.ts'
import { member, type Json, type JsonObject } from './value.ts'

/** A value as a table's column holds it. */
export type Cell = string | number | boolean | null | readonly string[] | AreaGeometry
/** A row whose cells were checked, by column. */
export type CheckedRow = Readonly<Record<string, Cell>>

type Checked = { ok: Cell } | { code: RejectCode; reason: string; value?: Json }
type Check = (value: Json) => Checked

/** Where the positions of the values come from. */
export interface Positions {
  place: Placer
  axes: 'lon-lat' | 'lat-lon'
}
export const wgs84: Positions = { place: placerFor('WGS84'), axes: 'lon-lat' }

/**
 * Checks the values of one row against its table's columns and brings each into the one form the column has. Text is
 * trimmed and NFC; numbers may be written full-width; "" is null. Faults go to `faults`; the row is then null.
 */
export function rowChecker(
  table: TableName,
  positions: Positions,
): (values: JsonObject, faults: Fault[]) => CheckedRow | null {
  const checks = columnsOf(table).map(
    ([name, column]) =>
      ({
        name,
        column,
        check: checkOf(name, column, name === keyOf(table) || /(_id|^code)$/.test(name), positions),
      }) as const,
  )
  return (values, faults) => {
    const before = faults.length
    const row: Record<string, Cell> = {}
    for (const { name, column, check } of checks) {
      const value = member(values, name)
      const checked = isEmpty(value) ? { ok: null } : check(value)
      const field = `${table}.${name}`
      if ('code' in checked)
        faults.push(
          fault(checked.code, field, checked.reason, checked.value === undefined ? value : checked.value),
        )
      else if (checked.ok === null && column.required)
        faults.push(fault('required', field, `${name} is empty, and every ${table} needs one.`))
      else row[name] = checked.ok
    }
    if (faults.length === before && table === 'site') placeSite(row, positions.place, faults)
    return faults.length === before ? row : null
  }
}

function isEmpty(value: Json): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '')
}

function placeSite(row: Record<string, Cell>, place: Placer, faults: Fault[]): void {
  const lon = row['lon'] ?? null
  const lat = row['lat'] ?? null
  if (lon === null && lat === null) return
  if (typeof lon !== 'number' || typeof lat !== 'number') {
    const missing = lon === null ? 'lon' : 'lat'
    faults.push(
      fault('half-position', `site.${missing}`, `A position needs both lon and lat; ${missing} is empty.`),
    )
    return
  }
  const placed = place(lon, lat)
  if ('code' in placed) faults.push(fault(placed.code, 'site.lon', placed.reason, `${lon} ${lat}`))
  else [row['lon'], row['lat']] = placed.ok
}

function checkOf(name: string, column: Column, isId: boolean, positions: Positions): Check {
  switch (column.type) {
    case 'text':
      return column.values === undefined ? (isId ? checkId : checkText) : oneOf(column.values)
    case 'integer':
      return numberWithin(column, true)
    case 'real':
      // A position is bounded once it is placed: before, it may be in metres.
      return numberWithin(name === 'lon' || name === 'lat' ? { type: 'real' } : column, false)
    case 'boolean':
      return checkBoolean
    case 'instant':
      return checkInstant
    case 'date':
      return checkDate
    case 'texts':
      return checkTexts
    case 'geometry':
      return (value) => readGeometry(value, positions.place, positions.axes)
  }
}

function textOf(value: Json): { ok: string } | { code: RejectCode; reason: string } {
  if (typeof value === 'number')
    return !Number.isInteger(value) || Number.isSafeInteger(value)
      ? { ok: String(value) }
      : {
          code: 'not-exact',
          reason: 'A whole number above 2^53 loses digits in JSON. Write it as text, in quotes.',
        }
  if (typeof value !== 'string') return { code: 'not-text', reason: 'This should be text.' }
  if (value.includes('\ufffd'))
    return {
      code: 'undecodable',
      reason:
        'The text holds bytes that are not of the declared encoding. Correct "encoding" in the mapping.',
    }
  return { ok: value.trim().normalize('NFC') }
}

const hidden = /[\p{Cc}\p{Cs}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u

function checkId(value: Json): Checked {
  const text = textOf(value)
  if ('code' in text) return text
  if (hidden.test(text.ok))
    return {
      code: 'hidden-character',
      reason: 'An id or code must not hold control or invisible characters. Remove them.',
    }
  if (/^[+-]?\d+(\.\d+)?E\+\d+$/i.test(text.ok))
    return {
      code: 'scientific-notation',
      reason:
        'A spreadsheet has turned this code into a rounded number and its last digits are lost. Export the column as text.',
    }
  return withinChars(text.ok, limits.idChars)
}

/** Line breaks and tabs become spaces; other control characters are refused; marks that only hide or turn text go. */
function checkText(value: Json): Checked {
  const text = textOf(value)
  if ('code' in text) return text
  const shown = text.ok
    .replaceAll(/[\t\r\n\u0085\u2028\u2029]+/g, ' ')
    .replaceAll(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim()
  if (/[\p{Cc}\p{Cs}]/u.test(shown))
    return { code: 'hidden-character', reason: 'The text holds control characters. Remove them.' }
  if (shown === '') return { ok: null }
  return withinChars(shown, limits.textChars)
}

function withinChars(text: string, most: number): Checked {
  return text.length <= most
    ? { ok: text }
    : { code: 'too-long', reason: `The text has ${text.length} characters; at most ${most} are kept.` }
}

function oneOf(values: readonly string[]): Check {
  return (value) => {
    const text = textOf(value)
    if ('code' in text) return text
    return values.includes(text.ok)
      ? text
      : {
          code: 'not-allowed',
          reason: `This must be one of ${values.join(', ')}; a map in the mapping can translate it.`,
        }
  }
}

function numberWithin({ min, max }: Column, whole: boolean): Check {
  return (value) => {
    const number = numberOf(value)
    if (number === null)
      return {
        code: 'not-a-number',
        reason: 'This should be a number such as 12 or -3.5, without separators or units.',
      }
    if (whole && !Number.isSafeInteger(number))
      return { code: 'not-whole', reason: 'This should be a whole number.' }
    return number >= (min ?? -Infinity) && number <= (max ?? Infinity)
      ? { ok: number === 0 ? 0 : number }
      : { code: 'out-of-range', reason: `This should be from ${min ?? 'any'} to ${max ?? 'any'}.` }
  }
}

/** A finite number, also from text in full-width digits; null where it is none. */
export function numberOf(value: Json): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return null
  const text = value.normalize('NFKC').trim()
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return null
  const number = Number(text)
  return Number.isFinite(number) ? number : null
}

function checkBoolean(value: Json): Checked {
  if (typeof value === 'boolean') return { ok: value }
  const text = typeof value === 'string' ? value.trim().toLowerCase() : null
  if (text === 'true' || text === 'false') return { ok: text === 'true' }
  return {
    code: 'not-true-or-false',
    reason: 'This must be true or false; a map in the mapping can translate it.',
  }
}

function checkInstant(value: Json): Checked {
  const text = typeof value === 'string' ? value.trim() : ''
  if (isCanonical(text)) return withinYears(text)
  const parts =
    /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.exec(text)
  const at = Date.parse(text)
  if (parts?.[1] === undefined || Number.isNaN(at) || !isDay(parts[1]))
    return {
      code: 'not-a-date',
      reason:
        'This must be an instant such as 2026-11-23T09:30:00+08:00; a date step in the mapping can read other forms.',
    }
  return withinYears(new Date(at).toISOString())
}

/** Whether an instant is written as the contract writes it: most are, and this is the quickest look. */
function isCanonical(text: string): boolean {
  const at = text.length === 24 ? Date.parse(text) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString() === text
}

function checkDate(value: Json): Checked {
  const text = typeof value === 'string' ? value.trim() : ''
  return isDay(text)
    ? withinYears(text)
    : {
        code: 'not-a-date',
        reason: 'This must be a date such as 2026-11-23; a date step in the mapping can read other forms.',
      }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

function withinYears(text: string): Checked {
  const year = Number(text.slice(0, 4))
  return year >= years.first && year <= years.last && /^\d{4}-/.test(text)
    ? { ok: text }
    : { code: 'out-of-range', reason: `The year is not within ${years.first} to ${years.last}.` }
}

function checkTexts(value: Json): Checked {
  if (!Array.isArray(value))
    return {
      code: 'not-a-list',
      reason: 'This must be a list; a split step in the mapping makes one of text.',
    }
  if (value.length > limits.listItems)
    return { code: 'too-many', reason: `The list has more than ${limits.listItems} items.` }
  const items: string[] = []
  for (const item of value) {
    const checked = isEmpty(item) ? { ok: null } : checkText(item)
    if ('code' in checked) return checked
    if (typeof checked.ok === 'string') items.push(checked.ok)
  }
  return { ok: items.length === 0 ? null : items }
}
