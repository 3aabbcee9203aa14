import type { Operation } from '#data/contract/ledger.ts'
import type { ProblemCode } from '#data/contract/problem.ts'
import { withoutCells } from '#server/warehouse/areas.ts'
import { expectedHexagons, finestThatFits, mostHexagons } from '#server/warehouse/hexagons.ts'
import type { Warehouse } from '#server/warehouse/warehouse.ts'

/** An operation that would contradict what the ledger says; nothing was stored. */
export class CommitRefused extends Error {
  constructor(
    readonly code: Extract<ProblemCode, 'bad-body' | 'not-found' | 'conflict' | 'read-only'>,
    message: string,
  ) {
    super(message)
    this.name = 'CommitRefused'
  }
}

/** Whether an operation must wait for those before it, because it may contradict them. */
export function dependsOnWhatStands(operation: Operation): boolean {
  return operation.kind === 'undo' || operation.kind === 'settings' || bringsAreas(operation)
}

function bringsAreas({ kind, body }: Operation): boolean {
  if (kind === 'rows') return body.rows.area !== undefined
  return kind === 'import' && body.segments.some(({ table }) => table === 'area')
}

/** Throws CommitRefused where an operation contradicts what stands. */
export async function refuseContradiction(operation: Operation, warehouse: Warehouse): Promise<void> {
  if (operation.kind === 'settings') {
    const { settingsVersion, settings } = warehouse.state
    const { version, settings: next } = operation.body
    if (version === settingsVersion + 1) {
      if (next.h3Resolution !== settings.h3Resolution)
        await refuseTooManyCells(operation, warehouse, next.h3Resolution)
      return
    }
    throw new CommitRefused(
      'conflict',
      `The settings are at version ${settingsVersion} by now; look at them and make your change again.`,
    )
  }
  if (bringsAreas(operation))
    return refuseTooManyCells(operation, warehouse, warehouse.state.settings.h3Resolution)
  if (operation.kind !== 'undo') return
  const { seq } = operation.body
  const batch = await warehouse.batch(seq)
  if (batch === null)
    throw new CommitRefused(
      'not-found',
      `Entry ${seq} is no import and no posted rows, so there is nothing to undo; \`undo --list\` shows what there is.`,
    )
  if (batch.undoneBy !== null)
    throw new CommitRefused('conflict', `Entry ${seq} is undone already, by entry ${batch.undoneBy}.`)
}

/** Communities that bring no cells get some; there is an end to how many can be made, drawn and looked at. */
async function refuseTooManyCells(
  operation: Operation,
  warehouse: Warehouse,
  resolution: number,
): Promise<void> {
  const areasM2 = withoutCells(await warehouse.givenAreas(operation)).map(({ areaM2 }) => areaM2)
  const expected = expectedHexagons(areasM2, resolution)
  if (expected <= mostHexagons) return
  const fits = finestThatFits(areasM2, resolution)
  const about = Number(expected.toPrecision(2)).toLocaleString('en')
  const next =
    fits === null
      ? 'Bring cells with them, or fewer communities.'
      : `The finest that fits is ${fits}: \`npm run mingcha -- settings set h3Resolution=${fits}\`.`
  throw new CommitRefused(
    'bad-body',
    `h3Resolution ${resolution} would make about ${about} cells of the communities that bring none; ` +
      `${mostHexagons.toLocaleString('en')} is the most. ${next} Nothing was stored.`,
  )
}
