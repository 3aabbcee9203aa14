import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Encoding } from './accept.ts'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Under one network packet compressing saves nothing. */
const worthCompressing = 1200

/** An answer as it is sent, compressed at most once per encoding. */
export interface Encoded {
  readonly type: string
  readonly etag: string
  readonly size: number
  as(encoding: Encoding): Promise<{ bytes: Uint8Array<ArrayBuffer>; encoding: Encoding }>
}

/** `quality` is brotli's: 4 for answers made while somebody waits, more for files that stay. */
export function encoded(bytes: Uint8Array<ArrayBuffer>, type: string, etag: string, quality = 4): Encoded {
  const compressed: Partial<Record<Encoding, Promise<Uint8Array<ArrayBuffer>>>> = {}
  const small = bytes.length < worthCompressing || /^(image|font)\/(?!svg)/.test(type)
  return {
    type,
    etag,
    size: bytes.length,
    async as(encoding) {
      if (encoding === 'identity' || small) return { bytes, encoding: 'identity' }
      const work = (compressed[encoding] ??= compress(bytes, encoding, quality))
      return { bytes: await work, encoding }
    },
  }
}

async function compress(
  bytes: Uint8Array<ArrayBuffer>,
  encoding: Exclude<Encoding, 'identity'>,
  quality: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'gzip') return new Uint8Array(await zip(bytes, { level: Math.min(quality, 9) }))
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  return new Uint8Array(await brotli(bytes, { params }))
}

/** A weak ETag, good for every encoding of what the text names or is. */
export function etagOf(content: string | Uint8Array): string {
  return `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
}

/** Whether an If-None-Match names the ETag. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => bare(tag) === bare(etag))
}
