import { createHash } from 'node:crypto'

/** The text of everything a projection follows from: a change in any of it makes another projection. */
const sources = import.meta.glob<string>(
  [
    './*.sql',
    './{advance,areas,batch,facts,follow,hexagons,locate,merge,outline,polygon,register,settle,stage,tallies,withdrawals}.ts',
    '../coverage/strictness.ts',
    '../../data/contract/{settings,tables}.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
)

/** Names the tables and the code that fills them, in 31 bits: a projection with another number is built anew. */
export const schemaVersion = fingerprint(sources)

function fingerprint(texts: Record<string, string>): number {
  const hash = createHash('sha256')
  for (const path of Object.keys(texts).toSorted()) hash.update(`${path}\n${texts[path] ?? ''}\n`)
  return hash.digest().readUInt32BE() >>> 1
}
