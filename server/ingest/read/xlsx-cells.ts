/** How a number is to be shown, as far as it matters: as a date, a time of day, both, or as it is. */
export type NumberKind = 'number' | 'date'

/** Number formats that every spreadsheet program has, and that show dates or times. */
const builtInDates: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
]

/** Whether a number format shows a date or a time of day. `code`: of a format of the file's own. */
export function kindOf(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtInDates.some(([from, to]) => id >= from && id <= to) ? 'date' : 'number'
  const [shown = ''] = code.split(';')
  const bare = shown
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replaceAll(/general/gi, '')
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'number'
  return /[ymdhs]/i.test(bare) ? 'date' : 'number'
}

const dayMs = 86_400_000
const epochs = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) }

/**
 * A date's serial number as text: "2026-11-20", "2026-11-20 09:30:00", or "09:30:00" where it has no day. The 1900
 * system counts a 29 February 1900 that never was; it comes out as just that, which no date format takes.
 */
export function dateText(serial: number, system: 1900 | 1904): string {
  const seconds = Math.round(serial * 86_400)
  const whole = Math.floor(seconds / 86_400)
  const clock = new Date((seconds - whole * 86_400) * 1000).toISOString().slice(11, 19)
  if (system === 1900 && whole === 0) return clock
  if (system === 1900 && whole === 60) return '1900-02-29'
  const shifted = system === 1900 && whole < 60 ? whole + 1 : whole
  const moment = new Date(epochs[system] + shifted * dayMs)
  if (Number.isNaN(moment.getTime())) return String(serial)
  const day = moment.toISOString().slice(0, 10)
  return clock === '00:00:00' ? day : `${day} ${clock}`
}

/**
 * A number as text. A spreadsheet keeps 15 digits: what has more comes out in scientific notation, so that a code
 * whose digits are lost is not taken for one.
 */
export function numberText(written: string): string {
  const value = Number(written)
  if (written.trim() === '' || !Number.isFinite(value)) return written
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? String(value) : value.toExponential()
  return String(Number(value.toPrecision(15)))
}

/** The number of a column, from 0, of a cell's name such as "AB12"; null where it is none. */
export function columnOf(name: string): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(name)?.[1]
  if (letters === undefined) return null
  let column = 0
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - 64)
  return column - 1
}
