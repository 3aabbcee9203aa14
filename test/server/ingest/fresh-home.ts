import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Mapping } from '#data/contract/mapping.ts'
import { openHome, type Home } from '#server/home.ts'
import type { ImportOptions } from '#server/ingest/bring.ts'
import { importFile } from '#server/ingest/import.ts'
import { parseMapping } from '#server/ingest/mapping.ts'
import type { ImportReport } from '#server/ingest/report.ts'

export interface FreshHome {
  home: Home
  /** Imports text or bytes as a file of this name. */
  bring: (
    content: string | Uint8Array,
    mapping: Mapping,
    options?: Partial<ImportOptions> & { name?: string },
  ) => Promise<ImportReport>
  close: () => Promise<void>
}

/** When the tests’ imports happen. */
export const now = new Date('2026-12-01T04:00:00.000Z')

/** A new, empty home with the real ledger and projection. */
export async function freshHome(): Promise<FreshHome> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-ingest-'))
  const home = await openHome(join(folder, 'home'))
  return {
    home,
    async bring(content, mapping, { name = 'file.csv', ...options } = {}) {
      const file = join(folder, name)
      await writeFile(file, content)
      return importFile(home, { file, mapping, mappingName: 'test', now, ...options })
    },
    async close() {
      await home.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** A path of the repository. */
export function repositoryPath(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url))
}

export function mappingOf(body: object): Mapping {
  return parseMapping(JSON.stringify(body), 'test mapping')
}
