import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { z } from 'zod'

const manifestSchema = z.strictObject({
  bytes: z.int().min(0),
  sha256: z.string(),
  schemaVersion: z.int(),
  seq: z.int().min(0),
  hash: z.string(),
  /** The projection was built on purpose only so far. */
  until: z.int().min(0).nullable(),
})
/** What a projection's file was when it was closed cleanly. */
export type Manifest = z.infer<typeof manifestSchema>

const nameOf = (database: string) => `${database}.json`

/** Writes the manifest of a closed database. Without one the next start builds the projection anew. */
export async function seal(
  database: string,
  standing: Pick<Manifest, 'schemaVersion' | 'seq' | 'hash' | 'until'>,
): Promise<void> {
  const manifest: Manifest = { ...(await measured(database)), ...standing }
  const temporary = `${nameOf(database)}.part`
  const file = await open(temporary, 'w')
  try {
    await file.writeFile(JSON.stringify(manifest))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, nameOf(database))
}

/**
 * Takes the seal off a database that is about to be opened, and answers its manifest when the file is byte for
 * byte what it was when it was sealed. Null: it is not, or it was not closed cleanly; it may then not be opened.
 */
export async function unseal(database: string): Promise<Manifest | null> {
  const text = await readFile(nameOf(database), 'utf8').catch(() => null)
  await rm(nameOf(database), { force: true })
  if (text === null) return null
  try {
    const manifest = manifestSchema.parse(JSON.parse(text))
    if ((await exists(`${database}.wal`)) || !(await exists(database))) return null
    const { bytes, sha256 } = await measured(database)
    return bytes === manifest.bytes && sha256 === manifest.sha256 ? manifest : null
  } catch {
    return null
  }
}

async function measured(database: string): Promise<Pick<Manifest, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(database, { highWaterMark: 1 << 20 })) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
