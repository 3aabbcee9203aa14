import { z } from 'zod'
import { receiptSchema } from './plan.ts'
import { settingsSchema } from './settings.ts'
import { tableNames, type Rows } from './tables.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().min(0)

/** Tables whose rows an entry may withdraw: a corrected visit's issues, and nominations that are taken back. */
export const withdrawableTables = ['issue', 'nomination'] as const
/**
 * Rows, by natural key, that are no more: a withdrawal is a version of a row like any other, so a later entry may
 * bring the row again, and undoing this one brings back what was there before it.
 */
export const withdrawalSchema = z.strictObject({
  table: z.enum(withdrawableTables),
  ids: z.array(z.string()).readonly(),
})
export type Withdrawal = z.infer<typeof withdrawalSchema>

/**
 * A Parquet file in the ledger's segment folder, named by what is in it: rows of a table, rejects, or withdrawals
 * (columns table_name and row_id).
 */
export const segmentSchema = z.strictObject({
  table: z.enum([...tableNames, 'reject', 'withdrawn']),
  sha256,
  rows: count,
  bytes: count,
})
export type Segment = z.infer<typeof segmentSchema>

/**
 * Counts of one import. `read` source records = `mapped` + `skipped` (a `when` left them out) + `rejected`;
 * by table, `stored` rows = `added` + `replaced` + `unchanged` against the register before it. `withdrawn`: rows
 * that stood and are no more.
 */
export const importCountsSchema = z.strictObject({
  read: count,
  mapped: count,
  skipped: count,
  rejected: count,
  tables: z.partialRecord(
    z.enum(tableNames),
    z.strictObject({ stored: count, added: count, replaced: count, unchanged: count }),
  ),
  withdrawn: z.partialRecord(z.enum(withdrawableTables), count).optional(),
})
export type ImportCounts = z.infer<typeof importCountsSchema>

export const importSchema = z.strictObject({
  file: z.strictObject({ name: z.string(), sha256, bytes: count }),
  /** The mapping as it was used, whole; its SHA-256 over its canonical JSON. */
  mapping: z.strictObject({ name: z.string(), sha256, body: z.record(z.string(), z.json()) }),
  counts: importCountsSchema,
  segments: z.array(segmentSchema),
})
export type Import = z.infer<typeof importSchema>

export const settingsEntrySchema = z.strictObject({ version: z.int().min(1), settings: settingsSchema })

export const undoSchema = z.strictObject({ seq: z.int().min(1), reason: z.string().max(500) })

export const planEntrySchema = z.strictObject({ receipt: receiptSchema })

/** What an entry says, by kind. `rows` carries single records in the line itself (see tables.ts for their shape). */
export type Operation =
  | { kind: 'settings'; body: z.infer<typeof settingsEntrySchema> }
  | { kind: 'import'; body: Import }
  | { kind: 'rows'; body: { rows: Rows; withdrawn?: readonly Withdrawal[] } }
  | { kind: 'undo'; body: z.infer<typeof undoSchema> }
  /** A plan that was closed out, with what proves its draw; its visits are rows of their own. */
  | { kind: 'plan'; body: z.infer<typeof planEntrySchema> }

/** One line of the ledger. `at` is the server's clock and orders nothing: `seq` does. */
export type Entry = Operation & {
  /** 1, 2, 3 … without a gap. */
  seq: number
  /** UTC ISO 8601. */
  at: string
  /** `hash` of the entry before; 64 zeros for the first. */
  prev: string
  /** SHA-256 (hex) of the line's text up to and without `,"hash"`. */
  hash: string
}

/** Where the chain stands. */
export interface Head {
  seq: number
  hash: string
}

export const genesis: Head = { seq: 0, hash: '0'.repeat(64) }
