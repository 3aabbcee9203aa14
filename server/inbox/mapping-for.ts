import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mapping } from '#data/contract/mapping.ts'
import { readSavedText } from '#server/imports/saved.ts'
import { parseMapping } from '#server/ingest/mapping.ts'
import { ImportRefused } from '#server/ingest/refused.ts'

/** The mapping for a file, or why there is none; the hash tells one text from another. */
export type NamedMapping = { sha256: string } & ({ name: string; mapping: Mapping } | { problem: string })

/** The mapping that lies beside a file under its name, else one that was saved under it. */
export async function mappingNamed(folder: string, home: string, name: string): Promise<NamedMapping> {
  const text =
    (await readFile(join(folder, `${name}.json`), 'utf8').catch(() => null)) ??
    (await readSavedText(home, name))
  const sha256 = createHash('sha256')
    .update(text ?? '')
    .digest('hex')
  if (text === null)
    return {
      sha256,
      problem: `There is no mapping for it. Put ${name}.json beside it, or save one as “${name}” on the page Data.`,
    }
  try {
    return { sha256, name, mapping: parseMapping(text, `${name}.json`) }
  } catch (error) {
    if (error instanceof ImportRefused) return { sha256, problem: error.message }
    throw error
  }
}
