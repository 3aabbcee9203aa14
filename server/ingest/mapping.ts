import { readFile } from 'node:fs/promises'
import { mappingSchema, type Mapping } from '#data/contract/mapping.ts'
import { ImportRefused } from './refused.ts'

/** Reads a mapping file. Throws ImportRefused('mapping') that lists what is wrong with it, by its path in the file. */
export async function readMapping(path: string): Promise<Mapping> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new ImportRefused('mapping', `The mapping ${path} cannot be read. Check the path.`, { cause })
  }
  return parseMapping(text, path)
}

/** Parses a mapping's JSON text; `name` is how errors call it. Throws ImportRefused('mapping'). */
export function parseMapping(text: string, name: string): Mapping {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new ImportRefused('mapping', `The mapping ${name} is not JSON: ${detail}.`, { cause })
  }
  const parsed = mappingSchema.safeParse(body)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || 'mapping'}: ${message}`)
  throw new ImportRefused(
    'mapping',
    `The mapping ${name} does not follow docs/mapping.md:\n${lines.join('\n')}`,
  )
}
