import { edge, type Key } from './keys.ts'
import { soundOf } from './sounds.ts'

/** Many keys as one text to be searched, each after a line feed; no key and no question has one. */
export interface KeyText {
  readonly text: string
  /** Where each key begins, in order; behind them the length of the text. */
  readonly starts: Uint32Array
  /** Whose each key is. */
  readonly owners: Uint32Array
  /** What may begin at each unit of the text. */
  readonly edges: Uint8Array
  /** The sound of each unit; null where nothing but Latin letters and digits is written. */
  readonly sounds: Uint16Array | null
}

export interface TextBuilder {
  add(key: Key, owner: number): void
  finish(): KeyText
}

/** Begins an empty text. Of a key nothing is kept but its letters and edges, so that a long register costs little memory. */
export function createText(): TextBuilder {
  const starts: number[] = []
  const owners: number[] = []
  let text = '\n'
  let edges = new Uint8Array(1024)
  return {
    add(key, owner) {
      let at = text.length
      starts.push(at)
      owners.push(owner)
      text += `${key.text}\n`
      if (text.length > edges.length) edges = grown(edges, text.length)
      for (const token of key.tokens) {
        edges[at] = token.starts ? edge.word : edge.syllable
        at += token.text.length
      }
      edges[at] = edge.word
    },
    finish: () => ({
      text,
      starts: Uint32Array.from([...starts, text.length]),
      owners: Uint32Array.from(owners),
      edges: edges.slice(0, text.length),
      sounds: isWide(text) ? soundsIn(text) : null,
    }),
  }
}

/** Whether there is more in a text than Latin letters and digits. */
export function isWide(text: string): boolean {
  return /[^\0-\xff]/.test(text)
}

function soundsIn(text: string): Uint16Array {
  const sounds = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at++) sounds[at] = soundOf(text.charCodeAt(at))
  return sounds
}

function grown(edges: Uint8Array<ArrayBuffer>, least: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(least, edges.length * 2))
  larger.set(edges)
  return larger
}
