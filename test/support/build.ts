import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Journeys, screens and faults run what is built, so it is built first; nothing happens when it is fresh. The demo is
 * made once, and copied by whoever wants one.
 */
export function setup(): () => void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  execFileSync(process.execPath, ['server/start.mjs', 'build'], { cwd: root, stdio: 'inherit' })
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-demo-'))
  process.env['MINGCHA_TEST_DEMO'] = join(folder, 'home')
  return () => rmSync(folder, { recursive: true, force: true })
}
