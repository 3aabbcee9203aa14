import { z } from 'zod'
import {
  importSchema,
  planEntrySchema,
  settingsEntrySchema,
  undoSchema,
  withdrawalSchema,
  type Entry,
  type Operation,
} from '#data/contract/ledger.ts'
import { tableNames } from '#data/contract/tables.ts'
import { longestLineBytes, readLine, unknownLine, type Line } from './chain.ts'
import type { Codec } from './codec.ts'
import { OperationRefused } from './faults.ts'

const operationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('settings'), body: settingsEntrySchema }),
  z.object({ kind: z.literal('import'), body: importSchema }),
  z.object({ kind: z.literal('undo'), body: undoSchema }),
  z.object({ kind: z.literal('plan'), body: planEntrySchema }),
  z.object({
    kind: z.literal('rows'),
    body: z.strictObject({
      rows: z.partialRecord(z.enum(tableNames), z.array(z.record(z.string(), z.json()))),
      withdrawn: z.array(withdrawalSchema).optional(),
    }),
  }),
])

const kinds: Record<Operation['kind'], true> = {
  settings: true,
  import: true,
  rows: true,
  undo: true,
  plan: true,
}

/** The body as JSON; throws OperationRefused where it is not of the operation's shape or JSON cannot say it. */
function encodeBody(operation: Operation): string {
  const checked = operationSchema.safeParse(operation)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new OperationRefused(`${issue?.path.join('.') || 'operation'}: ${issue?.message ?? 'not valid'}`)
  }
  const body = JSON.stringify(operation.body)
  if (body.length > longestLineBytes / 4) {
    throw new OperationRefused('it is too large for one line; import it as a file instead')
  }
  return body
}

/** The ledger's lines. Their bodies are not checked against today's schemas: what an older version stored stays readable. */
export const ledgerCodec: Codec<Operation, Entry> = {
  encode: (operation) => ({ kind: operation.kind, body: encodeBody(operation) }),
  decode(bytes) {
    const line = readLine(bytes)
    if (!isEntry(line)) throw new Error(unknownLine)
    return line
  },
}

function isEntry(line: Line): line is Line & Entry {
  return Object.hasOwn(kinds, line.kind)
}
