import { setImmediate as breathe } from 'node:timers/promises'
import { grades, isEnough, type Grade } from './grade.ts'
import { codeKeysOf, keysOf } from './keys.ts'
import { askedFor, scanCodes, scanNames, type Where } from './scan.ts'
import { createText, isWide, type KeyText } from './text.ts'

/** What something is found by. */
export interface Named {
  readonly names: readonly (string | null)[]
  readonly codes: readonly string[]
}

/** Things in the order in which equally good ones are answered; each is called by its number from 0. */
export interface Shelf {
  readonly size: number
  readonly blocks: readonly Block[]
}

/** Some thousand things: small enough that the work on one holds up nobody else. */
interface Block {
  readonly first: number
  readonly size: number
  /** Keys in Latin letters alone lie apart: they need no sounds. */
  readonly names: readonly KeyText[]
  readonly codes: KeyText
}

const blockSize = 2048

export interface ShelfBuilder {
  add(named: Named): void
  finish(): Shelf
}

/** Begins an empty shelf. */
export function createShelf(): ShelfBuilder {
  const blocks: Block[] = []
  let size = 0
  let open = emptyBlock()
  const close = () => {
    const first = blocks.length * blockSize
    const names = [open.latin.finish(), open.wide.finish()]
    blocks.push({ first, size: size - first, names, codes: open.codes.finish() })
    open = emptyBlock()
  }
  return {
    add({ names, codes }) {
      const owner = size++ % blockSize
      for (const name of names)
        for (const key of name === null ? [] : keysOf(name))
          (isWide(key.text) ? open.wide : open.latin).add(key, owner)
      for (const key of codes.flatMap(codeKeysOf)) open.codes.add(key, owner)
      if (size % blockSize === 0) close()
    },
    finish() {
      if (size % blockSize > 0) close()
      return { size, blocks }
    },
  }
}

/** The best so many, best first, of equals the first on the shelf. `name` and `code`: the question as either; "" is none. */
export async function findOn(
  shelf: Shelf,
  { name, code }: { name: string; code: string },
  limit: number,
): Promise<{ no: number; grade: Grade }[]> {
  const asked = name === '' ? null : askedFor(name)
  const look = (where: Where) =>
    gather(shelf, limit, (block, tell) => {
      if (asked !== null) for (const names of block.names) scanNames(names, asked, where, tell)
      if (code !== '') scanCodes(block.codes, code, where, tell)
    })
  const beginnings = await look('beginnings')
  return beginnings.length < limit ? look('everywhere') : beginnings
}

/** 1 for each thing whose name or code holds the word; a number is held whole or not at all. */
export async function holdersOf({ size, blocks }: Shelf, word: string): Promise<Uint8Array> {
  const holders = new Uint8Array(size)
  const asked = askedFor(word)
  for (const [i, { first, names, codes }] of blocks.entries()) {
    const tell = (owner: number, found: Grade) => {
      if (isEnough(word, found)) holders[first + owner] = 1
    }
    for (const keys of names) scanNames(keys, asked, 'everywhere', tell)
    scanCodes(codes, word, 'everywhere', tell)
    if (i % atOnce === atOnce - 1) await breathe()
  }
  return holders
}

/** So many blocks are searched before others are served. */
const atOnce = 8
const notFound = 255

async function gather(
  { blocks }: Shelf,
  limit: number,
  look: (block: Block, tell: (owner: number, grade: Grade) => void) => void,
): Promise<{ no: number; grade: Grade }[]> {
  const byGrade = grades.map((grade) => ({ grade, found: new Array<number>() }))
  for (const [i, block] of blocks.entries()) {
    const best = new Uint8Array(block.size).fill(notFound)
    look(block, (owner, grade) => {
      if (grade < (best[owner] ?? 0)) best[owner] = grade
    })
    for (let owner = 0; owner < best.length; owner++) {
      const found = byGrade[best[owner] ?? notFound]?.found
      if (found !== undefined && found.length < limit) found.push(block.first + owner)
    }
    if (i % atOnce === atOnce - 1) await breathe()
  }
  return byGrade.flatMap(({ grade, found }) => found.map((no) => ({ no, grade }))).slice(0, limit)
}

function emptyBlock() {
  return { latin: createText(), wide: createText(), codes: createText() }
}
