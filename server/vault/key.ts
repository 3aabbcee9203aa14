import { createHash, randomBytes } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemCode } from '#server/ledger/faults.ts'
import { syncFolder, withHandle } from '#server/ledger/files.ts'

/** What plans are encrypted with. `id`: which key it is, without telling it. */
export interface VaultKey {
  bytes: Buffer
  id: string
  /** It was made just now: a copy belongs somewhere safe. */
  isNew: boolean
}

/** The key is not there, or is none. `code` for the border. */
export class KeyMissing extends Error {
  readonly code = 'vault'
}

/**
 * Reads the key file; where there is none it is made, for nobody but its owner. It lies outside the data folder, so that
 * a copy of that does not tell tomorrow’s list.
 */
export async function readKey(path: string): Promise<VaultKey> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  })
  if (text !== null) return { ...keyOf(text, path), isNew: false }
  const made = randomBytes(32).toString('hex')
  await withHandle(await open(path, 'wx', 0o600), async (handle) => {
    await handle.writeFile(`${made}\n`)
    await handle.sync()
  })
  await syncFolder(dirname(path))
  return { ...keyOf(made, path), isNew: true }
}

function keyOf(text: string, path: string): { bytes: Buffer; id: string } {
  const hex = text.trim()
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw new KeyMissing(
      `${path} is no key of plans (64 hexadecimal digits). Put the recovery copy there; without it the plans that are ` +
        'not closed out cannot be read. The register is whole.',
    )
  const bytes = Buffer.from(hex, 'hex')
  return { bytes, id: createHash('sha256').update(bytes).digest('hex').slice(0, 16) }
}
