export type Theme = 'dark' | 'light'

/** A fill and the ink of text on it (contrast at least 4.5). */
export interface Tone {
  readonly fill: string
  readonly ink: string
}

type Five = readonly [Tone, Tone, Tone, Tone, Tone]
type Nine = readonly [Tone, Tone, Tone, Tone, Tone, Tone, Tone, Tone, Tone]

const tone = (fill: string, ink: string): Tone => ({ fill, ink })
const white = '#ffffff'
const soot = '#0b0f13'
const coal = '#14191d'
const ash = '#e8ecee'

/** Recency, from fresh to long overdue: incandescence, because red, orange, yellow and blue are alert levels. */
export const recencyRamp: Record<Theme, Five> = {
  dark: [
    tone('#23282c', ash),
    tone('#384f5e', white),
    tone('#906653', white),
    tone('#f3703b', soot),
    tone('#ffcf9e', soot),
  ],
  light: [
    tone('#e8eef1', coal),
    tone('#afc8d9', coal),
    tone('#cf955e', coal),
    tone('#c44000', white),
    tone('#6c0f1c', white),
  ],
}

/** Issue density against the district's mean, from low to high. */
export const densityRamp: Record<Theme, Five> = {
  dark: [
    tone('#222628', ash),
    tone('#24496a', white),
    tone('#4174b3', white),
    tone('#51a9d8', soot),
    tone('#aeeaf0', soot),
  ],
  light: [
    tone('#eaf0f1', coal),
    tone('#9ec8df', coal),
    tone('#5a9ccd', coal),
    tone('#3f6eb3', white),
    tone('#26276f', white),
  ],
}

/**
 * Recency and density at once: index = 3 · row + column. Columns: within the interval, overdue, long overdue.
 * Rows from below: under the district's mean, one to two times, above two times.
 */
export const bothRamp: Record<Theme, Nine> = {
  dark: [
    tone('#232628', ash),
    tone('#9d5736', white),
    tone('#f07813', soot),
    tone('#2b4c67', white),
    tone('#97868b', soot),
    tone('#fabb94', soot),
    tone('#4878ab', white),
    tone('#a6a5ce', soot),
    tone('#faf3eb', soot),
  ],
  light: [
    tone('#eaf0f1', coal),
    tone('#f6b788', coal),
    tone('#e2662b', coal),
    tone('#a0c2df', coal),
    tone('#a28993', coal),
    tone('#aa4131', white),
    tone('#5a8cc3', coal),
    tone('#615073', white),
    tone('#421628', white),
  ],
}

/** Cells that are pointed out, such as those visited on a day: the accent. */
export const markedTone: Record<Theme, Tone> = {
  dark: tone('#7cbdf5', '#06121c'),
  light: tone('#0a5fa8', white),
}

type Four = readonly [Tone, Tone, Tone, Tone]

/**
 * The routes of up to four teams: greens and violets, light and dark, which no other data has. More than four are told
 * apart by their names.
 */
export const teamColours: Record<Theme, Four> = {
  dark: [tone('#afdd84', soot), tone('#a76ba4', soot), tone('#68861f', soot), tone('#e7cdf3', soot)],
  light: [tone('#549634', coal), tone('#731163', white), tone('#254829', white), tone('#c26abb', coal)],
}

/** Everything on the map that is not a ramp. */
export interface MapColours {
  readonly sea: string
  readonly land: string
  readonly cellLine: string
  readonly communityLine: string
  readonly districtLine: string
  readonly label: string
  readonly halo: string
  readonly text: string
  readonly textQuiet: string
  readonly textFaint: string
  readonly noDataLine: string
  readonly neverGround: string
}

export const mapColours: Record<Theme, MapColours> = {
  dark: {
    sea: '#080c10',
    land: '#101417',
    cellLine: '#0d1114',
    communityLine: '#8796a1',
    districtLine: '#c9d3da',
    label: '#f1f4f6',
    halo: '#0a0d10',
    text: '#edf1f3',
    textQuiet: '#b1bbc3',
    textFaint: '#8a96a0',
    noDataLine: '#7c8993',
    neverGround: '#1b1f23',
  },
  light: {
    sea: '#d3dee4',
    land: '#fcfaf4',
    cellLine: '#ffffff',
    communityLine: '#59656d',
    districtLine: '#1f272d',
    label: '#12171b',
    halo: '#ffffff',
    text: '#12181c',
    textQuiet: '#434f57',
    textFaint: '#636f77',
    noDataLine: '#7f8b93',
    neverGround: '#fcfaf4',
  },
}
