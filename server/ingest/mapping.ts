import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
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
  const lines = parsed.error.issues.flatMap((issue) => linesOf(issue, []))
  throw new ImportRefused(
    'mapping',
    `The mapping ${name} does not follow docs/mapping.md:\n${lines.join('\n')}`,
  )
}

/** Of a union's alternatives the one whose keys were meant is the one to tell about. */
function linesOf(issue: z.core.$ZodIssue, before: readonly PropertyKey[]): string[] {
  const path = [...before, ...issue.path]
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((branch) => branch.length > 0 && !branch.some(isOfOtherShape))
    const told = meant ?? issue.errors[0]?.filter(({ code }) => code === 'invalid_union') ?? []
    if (told.length > 0) return told.flatMap((one) => linesOf(one, path))
  }
  return [`  ${path.map(String).join('.') || 'mapping'}: ${issue.message}`]
}

function isOfOtherShape({ code, path }: z.core.$ZodIssue): boolean {
  return path.length === 0 && (code === 'unrecognized_keys' || code === 'invalid_type')
}
