import { constants } from 'node:fs'
import { copyFile, link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { LedgerLocked, systemCode } from './faults.ts'
import { isRunning, parseHolder, thisProcess, type Holder } from './holder.ts'

export interface Lock {
  /** Whether the lock file still names this holding. */
  isOurs(): Promise<boolean>
  /** Removes the lock file if it is still ours. */
  release(): Promise<void>
}

const beatMs = 2000
/** A holder that cannot be seen (other container, other machine) and has not touched its lock for so long has ended. */
const defaultPatienceMs = 15_000

/**
 * Takes the folder's `lock`, or throws LedgerLocked with a message for the person who sees it. A lock whose
 * holder has ended is taken over.
 *
 * Taking over is by succession, so that of many that try only one wins: whoever creates `lock.<token of the ended
 * holder>` (a hard link, so it appears whole or not at all) is its successor, and only the successor may rename
 * itself over `lock`. A successor that dies in between is itself succeeded in the same way.
 */
export async function takeLock(folder: string, patienceMs = defaultPatienceMs): Promise<Lock> {
  const self = await thisProcess()
  const path = join(folder, 'lock')
  const candidate = join(folder, `lock-${self.token}`)
  try {
    await writeFile(candidate, `${JSON.stringify(self)}\n`, { flag: 'wx' })
    while (!(await succeed(folder, self, candidate, patienceMs))) continue
  } finally {
    await rm(candidate, { force: true })
  }
  const isOurs = async () => (await readHolder(path).catch(() => null))?.token === self.token
  const beat = setInterval(() => {
    const now = new Date()
    void utimes(path, now, now).catch(() => null)
  }, beatMs).unref()
  return {
    isOurs,
    async release() {
      clearInterval(beat)
      if (await isOurs()) await rm(path, { force: true })
    },
  }
}

/** One try: true when `self` holds the lock, false when the field moved and another look is needed. */
async function succeed(
  folder: string,
  self: Holder,
  candidate: string,
  patienceMs: number,
): Promise<boolean> {
  const { holders, end, path } = await succession(folder)
  const last = holders.at(-1)
  if (last !== undefined) await refuseRunning(folder, last, self, path, patienceMs)
  try {
    await createFrom(candidate, end)
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
  const now = await succession(folder)
  const won = now.holders.at(-1)?.token === self.token
  if (holders.length === 0) return won
  if (won) await rename(candidate, join(folder, 'lock'))
  for (const { token } of won ? holders : holders.slice(-1))
    await rm(join(folder, `lock.${token}`), { force: true })
  return won
}

/** Creates `path` with the candidate's content, or fails with EEXIST. */
async function createFrom(candidate: string, path: string): Promise<void> {
  try {
    await link(candidate, path)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(systemCode(error) ?? '')) throw error
    // A file system without hard links: still exclusive, though a reader may for a moment find the file empty.
    await copyFile(candidate, path, constants.COPYFILE_EXCL)
  }
}

/** The holder in `lock`, its successor, and so on: the last one's `path`, and the file its successor creates. */
async function succession(folder: string): Promise<{ holders: Holder[]; path: string; end: string }> {
  const holders: Holder[] = []
  let path = ''
  let end = join(folder, 'lock')
  for (let holder = await readHolder(end); holder !== null; holder = await readHolder(end)) {
    holders.push(holder)
    path = end
    end = join(folder, `lock.${holder.token}`)
  }
  return { holders, path, end }
}

async function readHolder(path: string): Promise<Holder | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const holder = parseHolder(text)
  if (holder === null) {
    throw new LedgerLocked(
      path,
      null,
      `${path} is not a lock that Mingcha wrote. If no other Mingcha uses this folder, delete that file and start again.`,
    )
  }
  return holder
}

async function refuseRunning(
  folder: string,
  holder: Holder,
  self: Holder,
  path: string,
  patienceMs: number,
): Promise<void> {
  const running = await isRunning(holder, self)
  if (running === 'no' || (running === 'unknown' && !(await isBeating(path, patienceMs)))) return
  throw new LedgerLocked(
    folder,
    holder.pid,
    `${folder} is in use by process ${holder.pid} on ${holder.host} (running since ${holder.startedAt}). ` +
      'Stop that process first, or use another folder (MINGCHA_HOME).',
  )
}

/** Whether somebody touches, replaces or removes the file within the time given; compares, and trusts no clock. */
async function isBeating(path: string, patienceMs: number): Promise<boolean> {
  const touched = async () => (await stat(path).catch(() => null))?.mtimeMs
  const before = await touched()
  const stepMs = Math.min(250, patienceMs)
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += stepMs) {
    await wait(stepMs)
    if ((await touched()) !== before) return true
  }
  return false
}
