import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry, Operation } from '#data/contract/ledger.ts'
import { CommitRefused, dependsOnWhatStands, refuseContradiction } from '#server/contradiction.ts'
import type { LedgerBroken, SegmentDamaged } from '#server/ledger/faults.ts'
import { openLedger, type Ledger, type OpenOptions } from '#server/ledger/ledger.ts'
import { openWarehouse, type Warehouse, type WarehouseOptions } from '#server/warehouse/warehouse.ts'

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

function warn(what: string, error: unknown): void {
  process.emitWarning(`${what}: ${error instanceof Error ? error.message : String(error)}`, 'MingchaWarning')
}
