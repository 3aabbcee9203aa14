import { join } from 'node:path'
import type { Home } from '#server/home.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { createUploads, type Uploads } from './uploads.ts'

/** What the server keeps of files on their way in. */
export interface Imports {
  uploads: Uploads
  jobs: Jobs
}

/** `log` is told why an import failed where that is no refusal. */
export function openImports(home: Home, now: () => Date, log: (error: unknown) => void): Imports {
  const jobs = createJobs(home, now, log)
  const isUsed = (id: string) => jobs.uses(id)
  return { uploads: createUploads(join(home.folder, 'tmp', 'uploads'), now, isUsed), jobs }
}
