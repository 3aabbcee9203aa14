import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Mapping } from '#data/contract/mapping.ts'
import { limits } from '../limits.ts'
import { ImportRefused } from '../refused.ts'

type Encoding = Extract<Mapping, { encoding: string }>['encoding']

export interface SourceFile {
  path: string
  name: string
  /** Of the bytes as they lie on the disk. */
  sha256: string
  bytes: number
  modifiedMs: number
  gzip: boolean
}

const byteOrderMarks: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
]

/** Hashes a file without reading it into memory. Throws ImportRefused('no-file') where it cannot be read. */
export async function inspectFile(path: string, signal?: AbortSignal): Promise<SourceFile> {
  try {
    const hash = createHash('sha256')
    const handle = await open(path, 'r')
    try {
      const { mtimeMs, size } = await handle.stat()
      const start = Buffer.alloc(2)
      await handle.read(start, 0, 2, 0)
      for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk)
      return {
        path,
        name: basename(path),
        sha256: hash.digest('hex'),
        bytes: size,
        modifiedMs: mtimeMs,
        gzip: start[0] === 0x1f && start[1] === 0x8b,
      }
    } finally {
      await handle.close()
    }
  } catch (cause) {
    signal?.throwIfAborted()
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new ImportRefused('no-file', `${path} cannot be read (${detail}). Check the path.`, { cause })
  }
}

/** Throws ImportRefused('file-changed') when the file is no longer the one that was hashed. */
export async function assertUnchanged(file: SourceFile): Promise<void> {
  const handle = await open(file.path, 'r')
  const { mtimeMs, size } = await handle.stat().finally(() => handle.close())
  if (mtimeMs !== file.modifiedMs || size !== file.bytes)
    throw new ImportRefused('file-changed', `${file.name} was changed while it was read. Import it again.`)
}

/**
 * A file's text in pieces, unpacked if it is gzip, without its byte order mark. Bytes that are not of the encoding
 * become U+FFFD. `onBytes` is told how many bytes of the file were read so far.
 * Throws ImportRefused('encoding' | 'compressed' | 'too-large').
 */
export async function* readText(
  file: SourceFile,
  encoding: Encoding,
  options: { signal?: AbortSignal | undefined; onBytes?: ((bytes: number) => void) | undefined } = {},
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  let inflated = 0
  let first = true
  for await (const bytes of readBytes(file, options)) {
    if (inflated === 0) assertMark(bytes, encoding, file.name)
    inflated += bytes.length
    if (inflated > limits.inflatedBytes)
      throw new ImportRefused(
        'too-large',
        `${file.name} unpacks to more than 16 GiB. Cut it into several files.`,
      )
    const text = decoder.decode(bytes, { stream: true })
    if (text === '') continue
    yield first && text.startsWith('\ufeff') ? text.slice(1) : text
    first = false
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

async function* readBytes(
  file: SourceFile,
  { signal, onBytes }: { signal?: AbortSignal | undefined; onBytes?: ((bytes: number) => void) | undefined },
): AsyncGenerator<Uint8Array> {
  const source = createReadStream(file.path, { highWaterMark: 1 << 18, ...(signal && { signal }) })
  const stream = file.gzip ? pipeline(source, createGunzip({ chunkSize: 1 << 18 }), () => {}) : source
  try {
    for await (const chunk of stream) {
      signal?.throwIfAborted()
      onBytes?.(source.bytesRead)
      yield chunk
    }
  } catch (cause) {
    signal?.throwIfAborted()
    if (!(cause instanceof Error) || !('code' in cause) || !String(cause.code).startsWith('Z_')) throw cause
    throw new ImportRefused(
      'compressed',
      `${file.name} is a damaged or truncated gzip file (${cause.message}). Fetch it again.`,
      { cause },
    )
  } finally {
    source.destroy()
  }
}

function assertMark(bytes: Uint8Array, encoding: Encoding, fileName: string): void {
  for (const [marked, mark] of byteOrderMarks)
    if (marked !== encoding && mark.every((byte, i) => bytes[i] === byte))
      throw new ImportRefused(
        'encoding',
        `${fileName} begins with the byte order mark of ${marked}, but the mapping declares ${encoding}. ` +
          `Correct "encoding" in the mapping.`,
      )
}
