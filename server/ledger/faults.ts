/** Another process, or this one, has the ledger open. */
export class LedgerLocked extends Error {
  readonly code = 'locked'
  constructor(
    readonly folder: string,
    readonly pid: number | null,
    message: string,
  ) {
    super(message)
    this.name = 'LedgerLocked'
  }
}

/** From entry `seq` on (in `file` at `line`, both as a person counts) the ledger is not what was acknowledged. */
export class LedgerBroken extends Error {
  readonly code = 'broken'
  constructor(
    readonly seq: number,
    readonly file: string,
    readonly line: number,
    readonly reason: string,
  ) {
    super(
      `The ledger is broken at entry ${seq} (${file}, line ${line}): ${reason}. ` +
        `Nothing can be added. Entries before ${seq} can still be read; restore the folder from a backup to go on.`,
    )
    this.name = 'LedgerBroken'
  }
}

/** A segment that entry `seq` names is gone or is not what its name says. */
export class SegmentDamaged extends Error {
  readonly code = 'broken'
  constructor(
    readonly seq: number,
    readonly sha256: string,
    readonly reason: string,
  ) {
    super(
      `The ledger is damaged at entry ${seq}, in segments/${sha256}.parquet: ${reason}. Nothing can be added. ` +
        'Restore the newest backup that verifies (`npm run mingcha -- restore FOLDER`), or put this file back from one.',
    )
    this.name = 'SegmentDamaged'
  }
}

/** No space left: the operation was not stored. Appending works again as soon as there is space. */
export class LedgerFull extends Error {
  readonly code = 'disk-full'
  constructor(folder: string, cause: unknown) {
    super(
      `There is no space left for ${folder}; nothing was stored. Free some disk space and try again: no restart is needed.`,
      { cause },
    )
    this.name = 'LedgerFull'
  }
}

/** The ledger takes no entries now: opened for reading only, closed, or the disk refuses to write. */
export class LedgerUnwritable extends Error {
  readonly code = 'read-only'
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'LedgerUnwritable'
  }
}

/** There is no ledger in the folder that was named. */
export class LedgerMissing extends Error {
  readonly code = 'not-found'
  constructor(readonly folder: string) {
    super(`There is no ledger in ${folder}. Check the path (it is the folder that holds 000001.ndjson).`)
    this.name = 'LedgerMissing'
  }
}

/** The operation has not the shape of an operation; it was not stored. */
export class OperationRefused extends Error {
  readonly code = 'bad-body'
  constructor(reason: string) {
    super(`The operation was refused: ${reason}. Nothing was stored.`)
    this.name = 'OperationRefused'
  }
}

export type LedgerFault =
  | LedgerLocked
  | LedgerBroken
  | SegmentDamaged
  | LedgerFull
  | LedgerUnwritable
  | LedgerMissing
  | OperationRefused

/** The operating system's name of an error (ENOENT …), or null. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

const noSpace: ReadonlySet<string | null> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'disk-full'])

/** Whether something failed because the disk is full, a quota used up or a file as large as it may be; DuckDB says it in words. */
export function isNoSpace(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    noSpace.has(systemCode(error)) ||
    /No space left on device|Disk quota exceeded|File too large/.test(error.message) ||
    isNoSpace(error.cause)
  )
}

/** What a failed write means to the caller; our own faults pass through. */
export function writeFault(folder: string, error: unknown): LedgerFault {
  if (
    error instanceof LedgerBroken ||
    error instanceof SegmentDamaged ||
    error instanceof LedgerFull ||
    error instanceof LedgerUnwritable ||
    error instanceof LedgerLocked
  ) {
    return error
  }
  if (isNoSpace(error)) return new LedgerFull(folder, error)
  const why = error instanceof Error ? error.message : String(error)
  return new LedgerUnwritable(
    `The disk under ${folder} refuses to write (${why}); nothing was stored. Check the disk and the rights on the folder; ` +
      'the next attempt checks the ledger again before it writes.',
    error,
  )
}
