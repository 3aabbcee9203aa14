import { resolve } from 'node:path'
import { openHome, type Home } from '../home.ts'
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

/** Opens the data folder for writing, showing a rebuild's progress, and closes it whatever happens. */
export async function withHome<T>(work: (home: Home) => Promise<T>): Promise<T> {
  const line = progressLine()
  const home = await openHome(homeFolder(), {
    onProgress: ({ phase, done, total }) => line.show(`Reading the ledger: ${phase}`, done, total),
  })
  line.clear()
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
