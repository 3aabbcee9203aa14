import { randomUUID } from 'node:crypto'
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { z } from 'zod'
import { systemCode } from './faults.ts'

const holderSchema = z.object({
  /** Names this holding and no other. */
  token: z.string().regex(/^[0-9a-f-]{36}$/),
  pid: z.int().min(1),
  host: z.string(),
  /** UTC ISO 8601, for people. */
  startedAt: z.string(),
  /** Linux only, else null: the kernel's boot, the process's namespace, its start in ticks after the boot. */
  boot: z.string().nullable(),
  namespace: z.string().nullable(),
  startTicks: z.string().nullable(),
})
/** Who holds a lock, as its file says. */
export type Holder = z.infer<typeof holderSchema>

/** This process, as a new holder. */
export async function thisProcess(): Promise<Holder> {
  return {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    boot: await orNull(async () => (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()),
    namespace: await orNull(() => readlink('/proc/self/ns/pid')),
    startTicks: (await processStatus(process.pid))?.startTicks ?? null,
  }
}

/** A lock file's content; null when it is none. */
export function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/**
 * Whether a lock's holder is still running, seen from `self`. 'unknown' where it cannot be seen from here: on
 * another machine, or in another container.
 */
export async function isRunning(holder: Holder, self: Holder): Promise<'yes' | 'no' | 'unknown'> {
  if (holder.host !== self.host) return 'unknown'
  if (holder.boot !== self.boot) return holder.boot === null || self.boot === null ? 'unknown' : 'no'
  if (holder.namespace !== self.namespace) return 'unknown'
  if (!exists(holder.pid)) return 'no'
  const status = await processStatus(holder.pid)
  if (status === null || holder.startTicks === null) return 'yes'
  return status.startTicks === holder.startTicks && !status.ended ? 'yes' : 'no'
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) !== 'ESRCH'
  }
}

/** From /proc (proc(5): the name in brackets may hold anything, then state is field 3 and start time field 22). */
async function processStatus(pid: number): Promise<{ startTicks: string; ended: boolean } | null> {
  const text = await orNull(() => readFile(`/proc/${pid}/stat`, 'utf8'))
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  const startTicks = fields?.[19]
  return startTicks === undefined ? null : { startTicks, ended: fields?.[0] === 'Z' || fields?.[0] === 'X' }
}

async function orNull(read: () => Promise<string>): Promise<string | null> {
  return read().catch(() => null)
}
