import { pinyin } from 'pinyin-pro'

/** How signs may be typed that sound alike: readings without tones, ü as v and also as u. The first class has none. */
const classes: (readonly string[])[] = [[]]
const classOfReadings = new Map<string, number>()
/** The class of each UTF-16 unit asked for so far, plus one. */
const classOfUnit = new Uint16Array(65_536)

/** The class of a UTF-16 unit: all its readings, those of a letter or digit being itself; 0 where none is known. */
export function soundOf(unit: number): number {
  const known = classOfUnit[unit] ?? 0
  if (known > 0) return known - 1
  const readings = readingsOf(String.fromCharCode(unit))
  const key = readings.join(' ')
  const number = key === '' ? 0 : (classOfReadings.get(key) ?? classes.push(readings) - 1)
  classOfReadings.set(key, number)
  classOfUnit[unit] = number + 1
  return number
}

/** Of every class there is so far its readings. */
export function soundClasses(): readonly (readonly string[])[] {
  return classes
}

function readingsOf(sign: string): readonly string[] {
  if (/^[a-z0-9]$/.test(sign)) return [sign]
  const readings = pinyin(sign, { toneType: 'none', type: 'array', v: true, multiple: true })
  const typed = readings
    .filter((reading) => /^[a-z]{1,6}$/.test(reading))
    .flatMap((reading) => (reading.includes('v') ? [reading, reading.replace('v', 'u')] : [reading]))
  return [...new Set(typed)].toSorted()
}
