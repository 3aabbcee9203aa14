import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { LedgerLocked } from '#server/ledger/faults.ts'
import { thisProcess, type Holder } from '#server/ledger/holder.ts'
import { openLedger } from '#server/ledger/ledger.ts'
import { takeLock } from '#server/ledger/lock.ts'
import { freshFolder } from '#test/support/ledger-folder.ts'
import { startAppender } from '#test/support/ledger-history.ts'

const onLinux = process.platform === 'linux'

async function lockOf(folder: string, change: Partial<Holder>, name = 'lock'): Promise<Holder> {
  const holder = { ...(await thisProcess()), ...change }
  await writeFile(join(folder, name), JSON.stringify(holder))
  return holder
}

/** A process id that was in use and is free. */
async function endedPid(): Promise<number> {
  const child = spawn('true')
  await once(child, 'exit')
  return child.pid ?? 0
}

async function expectTaken(folder: string): Promise<void> {
  const lock = await takeLock(folder, 50)
  expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid })
  await lock.release()
  expect(await readdir(folder)).toEqual([])
}

test('a ledger that is open is refused to a second opener, by process id and with what to do', async () => {
  const folder = await freshFolder()
  const ledger = await openLedger(folder)
  const refusal = await openLedger(folder).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(LedgerLocked)
  expect(refusal).toMatchObject({ code: 'locked', pid: process.pid })
  expect(String(refusal)).toContain(`process ${process.pid}`)
  expect(String(refusal)).toContain('Stop that process')
  await ledger.close()
  await (await openLedger(folder)).close()
  expect(await readdir(folder)).toEqual([])
})

test('a living process keeps its ledger; one that was killed does not', async () => {
  const folder = await freshFolder()
  const child = startAppender(folder, 'holder')
  await child.line(() => true)
  await expect(openLedger(folder)).rejects.toMatchObject({ code: 'locked', pid: child.process.pid })
  await child.end('SIGKILL')
  const ledger = await openLedger(folder)
  await ledger.close()
  expect((await readdir(folder)).filter((name) => name.startsWith('lock'))).toEqual([])
})

test('a lock is taken over when its process has ended', async () => {
  const folder = await freshFolder()
  await lockOf(folder, { token: crypto.randomUUID(), pid: await endedPid() })
  await expectTaken(folder)
})

test.runIf(onLinux)('a lock is taken over when its process id belongs to another process now', async () => {
  const folder = await freshFolder()
  await lockOf(folder, { startTicks: '1' })
  await expectTaken(folder)
})

test.runIf(onLinux)('a lock is taken over when the machine was started again since', async () => {
  const folder = await freshFolder()
  await lockOf(folder, { boot: crypto.randomUUID() })
  await expectTaken(folder)
})

test.runIf(onLinux)('a lock is taken over when its process has ended and nobody has buried it', async () => {
  const folder = await freshFolder()
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 30'])
  onTestFinished(() => void parent.kill('SIGKILL'))
  const [said] = await once(parent.stdout, 'data')
  const pid = Number(String(said))
  await expect.poll(() => readFile(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ')
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ')
  await lockOf(folder, { pid, startTicks: fields?.[19] ?? null })
  await expectTaken(folder)
})

test('a holder on another machine keeps its lock as long as it touches it', async () => {
  const folder = await freshFolder()
  await lockOf(folder, { host: 'elsewhere', pid: 4242 })
  let seconds = 0
  const beat = setInterval(() => void utimes(join(folder, 'lock'), (seconds += 1), seconds), 20)
  await expect(takeLock(folder, 60_000)).rejects.toMatchObject({ code: 'locked', pid: 4242 })
  clearInterval(beat)
  await new Promise((resolve) => setTimeout(resolve, 50))
  await expectTaken(folder)
})

test('of many that take over an ended lock, or one whose successor ended too, exactly one wins', async () => {
  const pid = await endedPid()
  for (let round = 0; round < 40; round += 1) {
    const folder = await freshFolder()
    const ended = await lockOf(folder, { pid })
    if (round % 3 > 0) await lockOf(folder, { pid, token: crypto.randomUUID() }, `lock.${ended.token}`)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, (index * round) % 7))
        return takeLock(folder)
      }),
    )
    const winners = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    const faults = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
    expect(winners).toHaveLength(1)
    expect(faults).toEqual(Array.from({ length: 11 }, () => 'locked'))
    await expect(winners[0]?.isOurs()).resolves.toBe(true)
    await winners[0]?.release()
    expect(await readdir(folder)).toEqual([])
  }
})

test('a lock file that is none of ours is left alone and named', async () => {
  const folder = await freshFolder()
  await writeFile(join(folder, 'lock'), 'mine')
  await expect(takeLock(folder)).rejects.toThrow(join(folder, 'lock'))
  expect(await readFile(join(folder, 'lock'), 'utf8')).toBe('mine')
})

test('a lock that another has taken meanwhile is not removed', async () => {
  const folder = await freshFolder()
  const lock = await takeLock(folder)
  const other = await lockOf(folder, {})
  await expect(lock.isOurs()).resolves.toBe(false)
  await lock.release()
  expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toEqual(other)
})
