import { resolve } from 'node:path'
import { openHome, type Home, type HomeOptions } from '../home.ts'
import { LedgerBroken, LedgerFull, LedgerLocked } from '../ledger/faults.ts'
import { progressLine } from './progress.ts'

export interface Command {
  /** One line for the overview. */
  summary: string
  usage: string
  /** Answers the exit code. */
  run: (args: string[]) => Promise<number>
}

/** An expected failure: its message says what to do next and is all the user sees. */
export class Failure extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

export function homeFolder(): string {
  return resolve(process.env['MINGCHA_HOME'] ?? '.mingcha')
}

/**
 * Opens the data folder for writing, showing a rebuild's progress, and closes it whatever happens. `past` takes a
 * projection that shows the past as it is, for a command that builds it anew by itself.
 */
export function withHome<T>(work: (home: Home) => Promise<T>, options: { past?: true } = {}): Promise<T> {
  return closing(open(options), (home) => {
    if (home.damage !== null) throw new Failure(home.damage.message)
    return work(home)
  })
}

/**
 * Opens the data folder for reading, in the past if that is where `rebuild --until` left it. While a server holds it,
 * or the disk is full, its ledger is read into memory instead, so that looking never needs a stop; a damaged one as far
 * as it is good.
 */
export function withReading<T>(work: (home: Home) => Promise<T>): Promise<T> {
  const opening = open({ past: true }).catch((error: unknown) => {
    if (error instanceof LedgerLocked)
      console.error(
        error.pid === null
          ? `${error.message} Reading the ledger beside it.`
          : 'A server holds this data folder; reading its ledger beside it.',
      )
    else if (error instanceof LedgerFull) console.error('There is no space left on the disk; reading only.')
    else if (!(error instanceof LedgerBroken)) throw error
    return open({ readOnly: true })
  })
  return closing(opening, async (home) => {
    const { seq, until } = home.warehouse.state
    if (home.damage !== null) console.error(`${home.damage.message}\nThis is what stands up to entry ${seq}.`)
    if (until !== null)
      console.error(`This is the past, up to entry ${until}. Back to today: npm run mingcha -- rebuild`)
    return work(home)
  })
}

async function open(options: HomeOptions): Promise<Home> {
  const line = progressLine()
  const home = await openHome(homeFolder(), {
    ...options,
    onProgress: ({ phase, done, total }) => line.show(`Reading the ledger: ${phase}`, done, total),
    onRepair: ({ file, bytes, keptIn }) => {
      if (keptIn !== null)
        console.error(
          `${file} ended in ${bytes} bytes of an unfinished line, never acknowledged; they are kept in ${keptIn}.`,
        )
    },
  })
  line.clear()
  return home
}

async function closing<T>(opening: Promise<Home>, work: (home: Home) => Promise<T>): Promise<T> {
  const home = await opening
  try {
    return await work(home)
  } finally {
    await home.close()
  }
}

/** Aborts when the user presses Ctrl-C once; a second time ends the process at once. */
export function interruptible(): AbortSignal {
  const controller = new AbortController()
  process.once('SIGINT', () => {
    console.error('\nStopping; nothing half-done is kept. Press Ctrl-C again to end at once.')
    controller.abort()
    process.once('SIGINT', () => process.exit(130))
  })
  return controller.signal
}
