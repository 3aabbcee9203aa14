import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Journeys, screens and faults run what is built, so it is built first; nothing happens when it is fresh. */
export function setup(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  execFileSync(process.execPath, ['server/start.mjs', 'build'], { cwd: root, stdio: 'inherit' })
}
