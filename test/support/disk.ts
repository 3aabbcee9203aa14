import { execFileSync } from 'node:child_process'
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const program = 'prlimit'
const programs = { mount: 'mount', unmount: 'umount' } as const

/** Whether this machine can keep a process's files from growing, which stands in for a full disk. */
export function canLimitFiles(): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

/** Lets no file that a process writes grow past so many bytes. */
export function limitFiles(pid: number | undefined, bytes: number | 'unlimited'): void {
  execFileSync(program, ['--pid', String(pid), `--fsize=${bytes}:unlimited`], { stdio: 'pipe' })
}

/** Of the file that a home's ledger grows. */
export async function ledgerBytes(home: string): Promise<number> {
  const names = (await readdir(join(home, 'ledger'))).filter((name) => name.endsWith('.ndjson'))
  return (await stat(join(home, 'ledger', names.toSorted().at(-1) ?? ''))).size
}

/** A small file system of its own in memory, as a disk that can be filled; null where mounting is not permitted. */
export async function smallDisk(folder: string, size: string): Promise<SmallDisk | null> {
  try {
    execFileSync(programs.mount, ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch {
    return null
  }
  const ballast = join(folder, 'ballast')
  return {
    async fill() {
      for (;;) {
        const more = await writeFile(ballast, Buffer.alloc(4096), { flag: 'a' }).catch(() => 'full')
        if (more === 'full') return
      }
    },
    free: () => rm(ballast),
    unmount: () => void execFileSync(programs.unmount, ['--lazy', folder], { stdio: 'pipe' }),
  }
}
export interface SmallDisk {
  /** Leaves no room. */
  fill: () => Promise<void>
  free: () => Promise<void>
  unmount: () => void
}
