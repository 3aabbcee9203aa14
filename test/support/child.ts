import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

export interface Child {
  readonly process: ChildProcess
  /** Standard output so far, by line. */
  readonly lines: string[]
  /** Resolves with the first line, and its index, that passes; rejects with standard error when the child ends without it. */
  line(wanted: (line: string, index: number) => boolean): Promise<string>
  /** Sends the signal and resolves when the child and its output have ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/** Runs a TypeScript file of the repository, or `command` with it as its last arguments, until the test is over. */
export function startChild(file: string, args: readonly string[], command: readonly string[] = []): Child {
  const [program = '', ...rest] = [...command, process.execPath, '--import', 'tsx', file, ...args]
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  const lines: string[] = []
  const listeners = new Set<() => void>()
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line)
    for (const listener of listeners) listener()
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return {
    process: child,
    lines,
    line: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find(wanted)
          if (found === undefined) return
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
        void closed.then(() => reject(new Error(`the child ended: ${complaint}`)))
      }),
    async end(signal) {
      child.kill(signal)
      await closed
    },
  }
}
