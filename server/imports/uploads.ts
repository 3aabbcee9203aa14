import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#server/http/problem.ts'

/** A file that somebody sent and that has not been imported yet, or not only. */
export interface Upload {
  /** Cannot be guessed. */
  id: string
  path: string
  name: string
  bytes: number
  sha256: string
}

/** What may be sent and kept. */
export const uploadLimits = {
  bytes: 2 * 1024 ** 3,
  /** Files kept at a time: the oldest goes. */
  files: 20,
  keptMs: 24 * 3_600_000,
} as const

export interface Uploads {
  /** Writes what comes to the disk as it comes. Throws Refusal('body-too-large' | 'bad-body' | 'disk-full'). */
  receive(name: string, body: ReadableStream<Uint8Array> | null): Promise<Upload>
  /** Throws Refusal('not-found'). */
  get(id: string): Upload
  remove(id: string): Promise<void>
}

/** Files under way to an import lie in the home's tmp folder, which is cleared at every start. */
export function createUploads(
  folder: string,
  now: () => Date,
  isUsed: (id: string) => boolean,
  bytesMax: number = uploadLimits.bytes,
): Uploads {
  const kept = new Map<string, Upload & { since: number }>()

  async function drop(id: string): Promise<void> {
    kept.delete(id)
    await rm(join(folder, id), { recursive: true, force: true })
  }

  async function makeRoom(): Promise<void> {
    const tooOld = now().getTime() - uploadLimits.keptMs
    for (const { id, since } of kept.values())
      if (!isUsed(id) && (since < tooOld || kept.size >= uploadLimits.files)) await drop(id)
  }

  return {
    async receive(name, body) {
      if (body === null) throw new Refusal('bad-body', 'There is no file in the body.')
      await makeRoom()
      const id = randomBytes(16).toString('hex')
      const path = join(folder, id, safeName(name))
      await mkdir(join(folder, id), { recursive: true })
      const hash = createHash('sha256')
      let bytes = 0
      const measured = new Transform({
        transform(chunk: Buffer, _, done) {
          bytes += chunk.length
          if (bytes > bytesMax) return done(tooLarge(bytesMax))
          hash.update(chunk)
          done(null, chunk)
        },
      })
      try {
        await pipeline(Readable.fromWeb(body), measured, createWriteStream(path, { mode: 0o600 }))
        if (bytes === 0) throw new Refusal('bad-body', 'The file is empty.')
      } catch (error) {
        await drop(id)
        throw error
      }
      const upload = { id, path, name: basename(path), bytes, sha256: hash.digest('hex') }
      kept.set(id, { ...upload, since: now().getTime() })
      return upload
    },
    get(id) {
      const upload = kept.get(id)
      if (upload === undefined)
        throw new Refusal('not-found', 'This file is not here any more; choose it again.')
      return upload
    },
    remove: drop,
  }
}

function tooLarge(max: number): Refusal {
  return new Refusal(
    'body-too-large',
    `A file may have ${Math.round(max / 1024 ** 2)} MB here. Compress it with gzip, or import it with \`npm run mingcha\`.`,
  )
}

/** A file name that is nothing but a name, on every system; what it is called in the ledger and on the screen. */
export function safeName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const cleaned = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*\u2028\u2029]/gu, '')
    .replace(/^[\s.]+/, '')
    .trim()
  const chars = Array.from(cleaned)
  const short = chars.length > 60 ? [...chars.slice(0, 40), ...chars.slice(-20)].join('') : cleaned
  return short === '' ? 'file' : short
}
