import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { systemCode } from '#server/ledger/faults.ts'
import { syncFolder, withHandle } from '#server/ledger/files.ts'

/** A small document in a file of its own: whole or not at all, and known when it was changed by something else. */
export interface Kept<T> {
  readonly value: T
  /** Makes the next value from the one that stands, one change at a time; resolves once it is on the disk. */
  change(make: (value: T) => T): Promise<T>
}

/** A document that cannot be believed; the message names it and says what to do. */
export class KeptBroken extends Error {
  readonly code = 'kept-broken'
}

const envelope = z.strictObject({ sha256: z.string(), value: z.unknown() })

/** Reads a document, or `empty` where there is none yet. Throws KeptBroken where it is damaged. */
export async function openKept<T>(path: string, schema: z.ZodType<T>, empty: T): Promise<Kept<T>> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  let { value } = await read(path, schema, empty)
  let changing: Promise<unknown> = Promise.resolve()
  return {
    get value() {
      return value
    },
    change(make) {
      const work = changing.then(async () => {
        const next = make(value)
        if (next === value) return value
        await write(path, schema.parse(next))
        value = next
        return next
      })
      changing = work.catch(() => null)
      return work
    },
  }
}

async function read<T>(path: string, schema: z.ZodType<T>, empty: T): Promise<{ value: T }> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  })
  if (text === null) return { value: empty }
  const broken = (reason: string) =>
    new KeptBroken(
      `${basename(path)} in the data folder’s access/ ${reason}, so nobody is let in by it. Put it back from a backup, ` +
        'or move it away to begin without it.',
    )
  let found: z.infer<typeof envelope>
  try {
    found = envelope.parse(JSON.parse(text))
  } catch {
    throw broken('is damaged')
  }
  if (found.sha256 !== hashOf(found.value)) throw broken('was changed by something else')
  const parsed = schema.safeParse(found.value)
  if (!parsed.success) throw broken('is from another version')
  return { value: parsed.data }
}

/** A new file takes the old one’s place only when it is wholly on the disk. */
async function write(path: string, value: unknown): Promise<void> {
  const temporary = `${path}.${randomUUID()}.part`
  try {
    await withHandle(await open(temporary, 'wx', 0o600), async (handle) => {
      await handle.writeFile(`${JSON.stringify({ sha256: hashOf(value), value })}\n`)
      await handle.sync()
    })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
