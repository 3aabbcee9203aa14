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
const none: readonly number[] = []

/**
 * A listener for a question in letters and digits. It walks all ways to divide the question into readings at once, so
 * polyphones cost nothing, and "xian" is heard as 西安 and as 县.
 */
export function listenFor(question: string): Listener {
  const { length } = question
  const moves = movesOf(question)
  const atStart: Reached = { reading: [0], letters: none, mixed: none, cut: false }
  const firsts = soundClasses().map((_, sound) => {
    const { reading, mixed, cut } = after(moves, length, sound, atStart)
    // One first letter alone is not yet a mixture.
    return { reading, letters: mixed, mixed: none, cut }
  })
  return {
    begins: Uint8Array.from(firsts, (_, sound) => ((moves[sound * (length + 1)] ?? 0) > 0 ? 1 : 0)),
    follow(sounds, from, tell) {
      let reached = firsts[sounds[from] ?? 0] ?? nowhere
      for (let at = from + 1; reached !== nowhere; at++) {
        if (reached.reading.includes(length)) tell('sound', at)
        else if (reached.letters.includes(length)) tell('initials', at)
        else if (reached.cut) tell('unfinished', at)
        else if (reached.mixed.includes(length)) tell('mixed', at)
        reached = after(moves, length, sounds[at] ?? 0, reached)
      }
    },
  }
}

const nowhere: Reached = { reading: none, letters: none, mixed: none, cut: false }

/** What a sign of a class of sounds reaches; `nowhere` when it takes the question no further. Most signs do not. */
function after(moves: Uint8Array, length: number, sound: number, reached: Reached): Reached {
  const row = sound * (length + 1)
  let reading = none
  let letters = none
  let mixed = none
  let cut = false
  for (const place of reached.reading) {
    const move = moves[row + place] ?? 0
    if (move === 0) continue
    for (let n = 1; n <= longestReading; n++) if ((move >> n) & 1) reading = withPlace(reading, place + n)
    if (move & initial) mixed = withPlace(mixed, place + 1)
    if (move & unfinished) cut = true
  }
  for (const place of reached.letters)
    if ((moves[row + place] ?? 0) & initial) letters = withPlace(letters, place + 1)
  for (const place of reached.mixed)
    if ((moves[row + place] ?? 0) & initial) mixed = withPlace(mixed, place + 1)
  if (!cut && reading === none && letters === none && mixed === none) return nowhere
  return { reading, letters, mixed, cut }
}

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

function withPlace(places: readonly number[], place: number): readonly number[] {
  return places.includes(place) ? places : [...places, place]
}
