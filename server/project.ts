import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** True when running from the sources (tests, development), false in the built server. */
export const fromSource = import.meta.url.endsWith('.ts')

/** The folder of package.json, wherever the bundler put this module. */
export const projectRoot = rootAbove(dirname(fileURLToPath(import.meta.url)))

function rootAbove(folder: string): string {
  const parent = dirname(folder)
  if (existsSync(join(folder, 'package.json')) || parent === folder) return folder
  return rootAbove(parent)
}
