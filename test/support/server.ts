import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../../dist/server/', import.meta.url))

export interface RunningServer {
  url: string
  home: string
  pid: number | undefined
  /** Everything it has printed so far. */
  output: () => string
  /** Asks it to stop and waits; answers the exit code. */
  stop: () => Promise<number | null>
  /** kill -9. */
  kill: () => Promise<void>
}

/** Runs the built server on a free port and waits until it is ready to answer questions. */
export async function startServer(options: {
  home: string
  env?: Record<string, string>
  /** Left out: a free one. */
  port?: number
}): Promise<RunningServer> {
  const port = options.port ?? (await freePort())
  const child = spawn(process.execPath, [join(dist, 'main.js')], {
    env: {
      ...process.env,
      ...options.env,
      PORT: String(port),
      MINGCHA_HOME: options.home,
      UV_THREADPOOL_SIZE: '8',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collect(child)
  const url = `http://127.0.0.1:${port}`
  await ready(url, child, output)
  const ended = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit')
      child.kill(signal)
      await exit
    }
    return child.exitCode
  }
  return {
    url,
    home: options.home,
    pid: child.pid,
    output,
    stop: () => ended('SIGTERM'),
    kill: async () => void (await ended('SIGKILL')),
  }
}

/** Runs the built command line to its end. */
export async function runCli(
  home: string,
  args: string[],
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(dist, 'cli.js'), ...args], {
    env: { ...process.env, MINGCHA_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  child.stderr.on('data', (chunk) => (err += String(chunk)))
  await once(child, 'close')
  return { code: child.exitCode, out, err }
}

/** Makes a demo in a folder that is not there yet or empty: a copy of the one that this run of the tests made first. */
export async function demoHome(folder: string): Promise<void> {
  const made = process.env['MINGCHA_TEST_DEMO']
  if (made === undefined) {
    await runCli(folder, ['demo'])
    return
  }
  if (!existsSync(made)) {
    // Two workers may do so at once; the first that is done wins.
    const own = `${made}-${process.pid}`
    await runCli(own, ['demo'])
    await rename(own, made).catch(() => null)
  }
  await cp(made, folder, { recursive: true })
}

/** A data folder that is gone when the test is over. */
export async function temporaryHome(): Promise<{ path: string; [Symbol.asyncDispose]: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'mingcha-test-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

function collect(child: ChildProcess): () => string {
  let text = ''
  child.stdout?.on('data', (chunk) => (text += String(chunk)))
  child.stderr?.on('data', (chunk) => (text += String(chunk)))
  return () => text
}

async function ready(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`)
    const health = await fetch(`${url}/api/health`).catch(() => null)
    if (health?.ok === true) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the server was not ready within 60 s:\n${output()}`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
