import { commands, type Command } from './commands.ts'

/** Where a key is pressed. */
export interface Place {
  /** A field: keys are text there. */
  readonly field: boolean
  /** A list that is searched by typing: characters are text there. */
  readonly list: boolean
  /** Something lies over the page. */
  readonly covered: boolean
  /** Something that the space bar presses. */
  readonly button: boolean
  readonly ranking: boolean
  /** The map, which zooms by itself. */
  readonly map: boolean
  /** Whether single keys run commands at all. */
  readonly singleKeys: boolean
}

export interface Press {
  readonly key: string
  readonly ctrl: boolean
  readonly meta: boolean
  readonly alt: boolean
  /** Held down, the key comes again and again. */
  readonly repeat: boolean
}

/** Held down they go on; others would only flicker. */
const repeating = new Set(['rank-next', 'rank-previous', 'day-earlier', 'day-later', 'zoom-in', 'zoom-out'])
const zoomKeys = new Set(['+', '=', '-'])

/** The command that a key runs there; null: none, the key stays what it is. */
export function commandOf(press: Press, place: Place): Command | null {
  const { key, ctrl, meta, alt, repeat } = press
  const { field, list, covered, button, ranking, map, singleKeys } = place
  const mod = (ctrl || meta) && !alt
  if ((ctrl || meta || alt) && !mod) return null
  const pressed = mod ? `Mod+${key.toLowerCase()}` : key
  if (covered || (field && !mod)) return null
  if (!mod && isCharacter(key) && (list || !singleKeys)) return null
  if ((map && zoomKeys.has(pressed)) || (button && pressed === ' ')) return null
  const found = commands.find(({ keys = [] }) =>
    keys.some((one) => (typeof one === 'string' ? one === pressed : ranking && one.key === pressed)),
  )
  if (found === undefined || (repeat && !repeating.has(found.id))) return null
  return found
}

/** Letters, digits and signs, which may be turned off; Escape and arrows may not. */
function isCharacter(key: string): boolean {
  return key.length === 1
}
