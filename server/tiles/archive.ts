import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { gzip } from 'node:zlib'
import { promisify } from 'node:util'
import type { CutTile, TileAt } from './cut.ts'

const zip = promisify(gzip)
const magic = Buffer.from('MCT1')

/** A tile as it is kept and sent. */
export interface Tile {
  bytes: Uint8Array<ArrayBuffer>
  gzipped: boolean
}

/** Baked tiles in one file: "MCT1", u32 length of the header, the header as JSON, the tiles' bytes. */
export interface Archive {
  readonly count: number
  /** Null where the tile is empty. */
  read(at: TileAt): Promise<Tile | null>
  close(): Promise<void>
}

interface Header {
  bytes: number
  /** "z/x/y": [offset in the body, length, 1 when gzipped] */
  tiles: Record<string, [number, number, 0 | 1]>
}

/** Gzips where that saves a tenth or more. */
export async function packTile(bytes: Uint8Array<ArrayBuffer>): Promise<Tile> {
  if (bytes.length < 512) return { bytes, gzipped: false }
  const zipped = await zip(bytes, { level: 6 })
  return zipped.length < bytes.length * 0.9
    ? { bytes: new Uint8Array(zipped), gzipped: true }
    : { bytes, gzipped: false }
}

/** Writes an archive; it appears under its name only when it is whole. */
export async function writeArchive(file: string, tiles: Iterable<CutTile>): Promise<void> {
  const header: Header = { bytes: 0, tiles: {} }
  const parts: Uint8Array[] = []
  for (const { z, x, y, bytes } of tiles) {
    const tile = await packTile(new Uint8Array(bytes))
    header.tiles[`${z}/${x}/${y}`] = [header.bytes, tile.bytes.length, tile.gzipped ? 1 : 0]
    header.bytes += tile.bytes.length
    parts.push(tile.bytes)
  }
  const head = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  await mkdir(join(file, '..'), { recursive: true })
  const temporary = `${file}.${randomUUID()}.tmp`
  try {
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(Buffer.concat([magic, length, head, ...parts]))
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** Opens an archive; null when there is none or it is not whole. */
export async function openArchive(file: string): Promise<Archive | null> {
  const handle = await open(file, 'r').catch(() => null)
  if (handle === null) return null
  const header = await readHeader(handle).catch(() => null)
  if (header === null) {
    await handle.close()
    return null
  }
  const { tiles, start } = header
  return {
    count: tiles.size,
    async read({ z, x, y }) {
      const entry = tiles.get(`${z}/${x}/${y}`)
      if (entry === undefined) return null
      const [offset, length, gzipped] = entry
      const bytes = new Uint8Array(length)
      await handle.read(bytes, 0, length, start + offset)
      return { bytes, gzipped: gzipped === 1 }
    },
    close: () => handle.close(),
  }
}

/** Removes every archive of a folder but one: only the current revision is ever asked for. */
export async function removeOthers(folder: string, keep: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  await Promise.all(
    names.filter((name) => name !== keep).map((name) => rm(join(folder, name), { force: true })),
  )
}

async function readHeader(handle: FileHandle) {
  const { size } = await handle.stat()
  const lead = Buffer.alloc(8)
  await handle.read(lead, 0, 8, 0)
  if (!lead.subarray(0, 4).equals(magic)) return null
  const length = lead.readUInt32LE(4)
  const start = 8 + length
  if (start > size) return null
  const head = Buffer.alloc(length)
  await handle.read(head, 0, length, 8)
  const header: Header = JSON.parse(head.toString('utf8'))
  return start + header.bytes === size ? { tiles: new Map(Object.entries(header.tiles)), start } : null
}
