import { soundClasses } from './sounds.ts'

/** How a question was heard: by whole readings, the last perhaps unfinished; by first letters; or by those after these. */
export type Heard = 'sound' | 'unfinished' | 'initials' | 'mixed'

/** Hears one question in lines of sounds. */
export interface Listener {
  /** By class of sounds: 1 where the question may begin with it. */
  readonly begins: Uint8Array
  /** Tells each way the question is heard from a place on where it may begin, and where that ends. */
  follow(sounds: Uint16Array, from: number, tell: (heard: Heard, end: number) => void): void
}

/** Places of the question that have been reached: by readings alone, by first letters alone, by both. */
interface Reached {
  readonly reading: readonly number[]
  readonly letters: readonly number[]
  readonly mixed: readonly number[]
  /** Whether it ended within a reading. */
  readonly cut: boolean
}

const initial = 1
const unfinished = 0x80
/** Bit n of a move: a reading of n letters goes on there. */
const longestReading = 6

/**
 * A listener for a question in letters and digits. It walks all ways to divide the question into readings at once, so
 * polyphones cost nothing, and "xian" is heard as 西安 and as 县.
 */
export function listenFor(question: string): Listener {
  const { length } = question
  const moves = movesOf(question)
  const moveOf = (sound: number, place: number) => moves[sound * (length + 1) + place] ?? 0

  const byReading = (sound: number, places: readonly number[]) =>
    places.flatMap((place) => {
      const move = moveOf(sound, place)
      return readingLengths.filter((n) => (move >> n) & 1).map((n) => place + n)
    })
  const byLetter = (sound: number, places: readonly number[]) =>
    places.filter((place) => moveOf(sound, place) & initial).map((place) => place + 1)
  const isCut = (sound: number, places: readonly number[]) =>
    places.some((place) => moveOf(sound, place) & unfinished)

  const after = ({ reading, letters, mixed }: Reached, sound: number): Reached => ({
    reading: distinct(byReading(sound, reading)),
    letters: byLetter(sound, letters),
    mixed: distinct([...byLetter(sound, reading), ...byLetter(sound, mixed)]),
    cut: isCut(sound, reading),
  })
  const first = soundClasses().map((_, sound): Reached => ({
    reading: byReading(sound, [0]),
    letters: byLetter(sound, [0]),
    mixed: [],
    cut: isCut(sound, [0]),
  }))
  const goesOn = (reached: Reached, sound: number) =>
    reached.reading.some((place) => moveOf(sound, place) > 0) ||
    byLetter(sound, reached.letters).length > 0 ||
    byLetter(sound, reached.mixed).length > 0

  return {
    begins: Uint8Array.from(first, (_, sound) => (moveOf(sound, 0) > 0 ? 1 : 0)),
    follow(sounds, from, tell) {
      let reached = first[sounds[from] ?? 0]
      for (let at = from + 1; reached !== undefined; at++) {
        if (reached.reading.includes(length)) tell('sound', at)
        else if (reached.letters.includes(length)) tell('initials', at)
        else if (reached.cut) tell('unfinished', at)
        else if (reached.mixed.includes(length)) tell('mixed', at)
        const sound = sounds[at] ?? 0
        reached = goesOn(reached, sound) ? after(reached, sound) : undefined
      }
    },
  }
}
const readingLengths = Array.from({ length: longestReading }, (_, i) => i + 1)

/** For each class of sounds and each place of the question, its end too: how a sign of that class takes it further. */
function movesOf(question: string): Uint8Array {
  const { length } = question
  const classes = soundClasses()
  const moves = new Uint8Array(classes.length * (length + 1))
  for (const [sound, readings] of classes.entries())
    for (const reading of readings)
      for (
        let at = question.indexOf(reading.charAt(0));
        at !== -1;
        at = question.indexOf(reading.charAt(0), at + 1)
      ) {
        const whole = question.startsWith(reading, at)
        const cut = length - at < reading.length && reading.startsWith(question.slice(at))
        const move = initial | (whole ? 1 << reading.length : 0) | (cut ? unfinished : 0)
        const cell = sound * (length + 1) + at
        moves[cell] = (moves[cell] ?? 0) | move
      }
  return moves
}

function distinct(places: readonly number[]): readonly number[] {
  return places.length < 2 ? places : [...new Set(places)]
}
