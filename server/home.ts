import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry, Operation } from '#data/contract/ledger.ts'
import type { ProblemCode } from '#data/contract/problem.ts'
import type { LedgerBroken, SegmentDamaged } from '#server/ledger/faults.ts'
import { openLedger, type Ledger, type OpenOptions } from '#server/ledger/ledger.ts'
import { withoutCells } from '#server/warehouse/areas.ts'
import { expectedHexagons, finestThatFits, mostHexagons } from '#server/warehouse/hexagons.ts'
import { openWarehouse, type Warehouse, type WarehouseOptions } from '#server/warehouse/warehouse.ts'

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

export interface HomeOptions extends WarehouseOptions {
  onRepair?: NonNullable<OpenOptions['onRepair']>
  /** Take no lock and change nothing; the projection is made in memory. Opens a broken ledger too, as far as it is good. */
  readOnly?: boolean
}

/** Told after each commit, in sequence. `changedAreas`: the cells whose facts changed; null: any area may have. */
export type CommitListener = (entry: Entry, changedAreas: string[] | null) => void

/** A data folder: the ledger and, following it, the projection. */
export interface Home {
  readonly folder: string
  readonly ledger: Ledger
  readonly warehouse: Warehouse
  /** What is wrong with the ledger; then nothing can be added, and what is good can be read. Null: nothing known. */
  readonly damage: LedgerBroken | SegmentDamaged | null
  /**
   * Appends, then projects, then notifies; resolves when all three are done. Throws CommitRefused, `damage`, or what
   * the ledger throws; then nothing was stored.
   */
  commit(operation: Operation): Promise<Entry>
  /** Answers the function that ends the listening. */
  onCommit(listener: CommitListener): () => void
  close(): Promise<void>
}

/**
 * Opens a data folder, made when it is missing: takes its lock, follows the ledger's chain, brings the projection
 * up to it, or to the entry before a damaged segment. Throws LedgerLocked, LedgerBroken and whatever keeps the
 * projection from being built.
 */
export async function openHome(folder: string, options: HomeOptions = {}): Promise<Home> {
  const { onRepair, readOnly = false, ...warehouseOptions } = options
  const ledger = await openLedger(join(folder, 'ledger'), {
    readOnly,
    ...(onRepair === undefined ? {} : { onRepair }),
  })
  try {
    if (!readOnly) await clearTemporary(folder)
    const memory = readOnly || (warehouseOptions.memory ?? false)
    const warehouse = await openWarehouse(folder, ledger, { ...warehouseOptions, memory })
    return homeOf(folder, ledger, warehouse)
  } catch (error) {
    await ledger.close()
    throw error
  }
}

/** What an interrupted import left behind is of no use to anybody. */
async function clearTemporary(folder: string): Promise<void> {
  await rm(join(folder, 'tmp'), { recursive: true, force: true })
  await mkdir(join(folder, 'tmp'), { recursive: true })
}

function homeOf(folder: string, ledger: Ledger, warehouse: Warehouse): Home {
  const listeners = new Set<CommitListener>()
  const committing = new Set<Promise<unknown>>()
  let deciding: Promise<unknown> = Promise.resolve()
  let notified: Promise<void> = Promise.resolve()

  async function append(operation: Operation): Promise<Entry> {
    const entry = await ledger.append(operation)
    const projected = warehouse.apply(entry).catch((error: unknown) => {
      warn(`Entry ${entry.seq} is stored, but the projection cannot show it; a restart builds it anew`, error)
      return null
    })
    notified = notified.then(() => projected).then((changed) => tell(entry, changed))
    await notified
    return entry
  }

  function tell(entry: Entry, changed: string[] | null): void {
    for (const listener of listeners) {
      try {
        listener(entry, changed)
      } catch (error) {
        warn(`A listener failed at entry ${entry.seq}`, error)
      }
    }
  }

  /** Operations that depend on what stands wait for each other, so that two cannot contradict each other. */
  function decided(operation: Operation): Promise<Entry> {
    const done = deciding.then(async () => {
      await refuseContradiction(operation, warehouse)
      return append(operation)
    })
    deciding = done.catch(() => null)
    return done
  }

  return {
    folder,
    ledger,
    warehouse,
    get damage() {
      return ledger.broken ?? warehouse.damage ?? ledger.missing
    },
    async commit(operation) {
      if (this.damage !== null) throw this.damage
      if (warehouse.state.until !== null)
        throw new CommitRefused(
          'read-only',
          'The projection shows the past; run `rebuild` to go on from today.',
        )
      const work = dependsOnWhatStands(operation) ? decided(operation) : append(operation)
      committing.add(work)
      try {
        return await work
      } finally {
        committing.delete(work)
      }
    },
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      await Promise.allSettled(committing)
      try {
        await warehouse.close()
      } finally {
        await ledger.close()
      }
    },
  }
}

function dependsOnWhatStands(operation: Operation): boolean {
  return operation.kind === 'undo' || operation.kind === 'settings' || bringsAreas(operation)
}

function bringsAreas({ kind, body }: Operation): boolean {
  if (kind === 'rows') return body.rows.area !== undefined
  return kind === 'import' && body.segments.some(({ table }) => table === 'area')
}

async function refuseContradiction(operation: Operation, warehouse: Warehouse): Promise<void> {
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

function warn(what: string, error: unknown): void {
  process.emitWarning(`${what}: ${error instanceof Error ? error.message : String(error)}`, 'MingchaWarning')
}
