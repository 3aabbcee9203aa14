import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { genesis, type Operation, type Segment } from '#data/contract/ledger.ts'
import type { Ledger } from '#server/ledger/ledger.ts'

/** An operation that can be told from others by its number. */
export function tip(number: number, category = 'noise'): Operation {
  const tip = {
    tip_id: `t${number}`,
    area_id: null,
    site_id: null,
    channel: 'hotline' as const,
    category,
    received_at: '2026-11-23T01:30:00.000Z',
    verified: null,
    answered_at: null,
  }
  return { kind: 'rows', body: { rows: { tip: [tip] } } }
}

/** A file with this content, adopted as a segment. */
export async function segmentOf(ledger: Ledger, content: string): Promise<Segment> {
  const temporary = join(ledger.folder, `incoming-${content.length}.parquet`)
  await writeFile(temporary, content)
  return ledger.adoptSegment(temporary, 'visit', 1)
}

/** An import that names segments. */
export function importOf(segments: Segment[]): Operation {
  return {
    kind: 'import',
    body: {
      file: { name: 'visits.csv', sha256: genesis.hash, bytes: 12 },
      mapping: { name: 'visits', sha256: genesis.hash, body: { entities: [] } },
      counts: { read: 1, mapped: 1, skipped: 0, rejected: 0, tables: {} },
      segments,
    },
  }
}
