import { z } from 'zod'
import { datums, draftSchema, encodings } from './draft.ts'
import { importCountsSchema } from './ledger.ts'
import { importedTables, tableNames } from './tables.ts'

const count = z.int().min(0)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const instant = z.iso.datetime()
/** A mapping as it lies in a file; docs/mapping.md is its reference, and the server checks it by that. */
export const mappingBody = z.record(z.string(), z.unknown())
export const mappingName = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]*[\p{L}\p{N}_-])?$/u, {
    error: 'a name of letters, digits, spaces, dots, hyphens and underscores',
  })

/** A date format that most values seen of a column fit, and what it would make of them. */
const reading = z.object({
  format: z.string(),
  /** Different values that it does not fit, and that would be in the future. */
  misfits: count,
  future: count,
  first: z.iso.date(),
  last: z.iso.date(),
})
export type DateReading = z.infer<typeof reading>

/** What was seen in a column of the first records. */
const columnSeen = z.object({
  name: z.string(),
  /** Records that had a value. */
  filled: count,
  /** Its values, the most frequent first, while there are at most 40 different ones; null: there are more. */
  values: z.array(z.object({ value: z.string(), count })).nullable(),
  /** Date formats that most of its values fit, the likeliest first; where more than one fits all, it has to be asked. */
  dates: z.array(reading),
})
export type ColumnSeen = z.infer<typeof columnSeen>

const fieldReason = z.enum(['name', 'values', 'geometry', 'usual'])

/** A proposal of how a file becomes rows of a table. By itself it imports nothing. */
export const proposal = z.object({
  draft: draftSchema,
  /** How well it fits, from 0 to 1: the best is first. */
  fit: z.number(),
  /** Why a column was proposed: by the header's name, by the values, by the geometry, or as what is usual. */
  why: z.record(z.string(), fieldReason),
})
export type Proposal = z.infer<typeof proposal>

export const uploadAnswer = z.object({
  uploadId: z.string(),
  name: z.string(),
  bytes: count,
  sha256,
  format: z.enum(['csv', 'xlsx', 'geojson']),
  encoding: z.enum(encodings),
  delimiter: z.string().nullable(),
  /** Of a workbook: its sheets, and the one that is shown here. */
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  header: z.array(z.string()),
  /** The first records, as text. */
  rows: z.array(z.array(z.string())),
  /** Records that were looked at; `whole`: there are no more. */
  seen: count,
  whole: z.boolean(),
  columns: z.array(columnSeen),
  /** Geometry types of a GeoJSON file. */
  geometries: z.array(z.string()),
  proposals: z.array(proposal),
  /** Mappings that need no column this file does not have: names they were saved under, and that imports used. */
  saved: z.array(z.string()),
  used: z.array(z.string()),
  /** Imports of this very file. */
  imported: z.array(z.object({ seq: count, at: instant, undoneBy: count.nullable() })),
})
export type UploadAnswer = z.infer<typeof uploadAnswer>

/** Where positions of the first records would lie under each datum. */
export const trialAnswer = z.object({
  /** Positions that were tried. */
  positions: count,
  /** Whether there are cells to hold them against. */
  hasCells: z.boolean(),
  trials: z.array(
    z.object({
      datum: z.enum(datums),
      /** Longitude and latitude taken the other way round. */
      swapped: z.boolean(),
      /** Positions in no cell. */
      outside: count,
      /** Of them, those that cannot be a position, or not in this datum. */
      refused: count,
      /** Some of them, in WGS84, evenly from all. */
      points: z.array(z.tuple([z.number(), z.number()])),
    }),
  ),
})
export type TrialAnswer = z.infer<typeof trialAnswer>

/** The outlines of what there is, coarse enough to draw small: rings on a grid of 1000 by 1000 over `bounds`. */
export const outlinesAnswer = z.object({
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  level: z.enum(['cell', 'community', 'district']),
  rings: z.array(z.array(z.int())),
})
export type OutlinesAnswer = z.infer<typeof outlinesAnswer>

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export const jobAnswer = z.object({
  jobId: z.string(),
  uploadId: z.string(),
  /** The file's. */
  name: z.string(),
  does: z.enum(['check', 'import']),
  state: z.enum(jobStates),
  progress: z
    .object({ phase: z.enum(['reading', 'checking', 'comparing', 'storing']), done: count, total: count })
    .nullable(),
  /** Once it is done. */
  report: z
    .object({
      outcome: z.enum(['stored', 'already', 'nothing', 'dry-run']),
      seq: count.nullable(),
      counts: importCountsSchema,
      rejects: z.object({
        total: count,
        byCode: z.array(z.object({ code: z.string(), count })),
        sample: z.array(
          z.object({
            line: count,
            field: z.string().nullable(),
            code: z.string(),
            reason: z.string(),
            value: z.string().nullable(),
          }),
        ),
      }),
      /** An import whose counts are not those of its check: something was entered in between. */
      differs: z.boolean(),
    })
    .nullable(),
  /** Why it failed. */
  error: z.object({ code: z.string(), detail: z.string() }).nullable(),
})
export type JobAnswer = z.infer<typeof jobAnswer>
export const jobsAnswer = z.object({ jobs: z.array(jobAnswer) })

export const trialPost = z.strictObject({ draft: draftSchema })
export const checkPost = z.strictObject({ mapping: mappingBody, mappingName })

const tableChange = z.object({
  table: z.enum(tableNames),
  /** Rows that go: nothing stood before them. */
  gone: count,
  /** Rows whose earlier values stand again. */
  restored: count,
  /** Rows that stay as they are, since something later brought them again. */
  kept: count,
})
export const undoPreview = z.object({ seq: count, undoneBy: count.nullable(), tables: z.array(tableChange) })
export type UndoPreview = z.infer<typeof undoPreview>
export const undoPost = z.strictObject({ reason: z.string().max(500).default('') })
export const undoAnswer = z.object({ seq: count, undid: count, revision: z.string() })

export const importItem = z.object({
  seq: count,
  at: instant,
  file: z.object({ name: z.string(), sha256 }),
  mapping: z.object({ name: z.string(), sha256 }),
  counts: importCountsSchema,
  undoneBy: count.nullable(),
})
export type ImportItem = z.infer<typeof importItem>
export const importsAnswer = z.object({
  imports: z.array(importItem),
  /** `before` of the next page; null: there is none. */
  next: count.nullable(),
})
export type ImportsAnswer = z.infer<typeof importsAnswer>

export const savedMapping = z.object({
  name: z.string(),
  /** "saved" under this name, or as an import used it last. */
  from: z.enum(['saved', 'import']),
  format: z.string(),
  tables: z.array(z.enum(importedTables)),
  mapping: mappingBody,
})
export type SavedMapping = z.infer<typeof savedMapping>
export const mappingsAnswer = z.object({ mappings: z.array(savedMapping) })
export type MappingsAnswer = z.infer<typeof mappingsAnswer>
