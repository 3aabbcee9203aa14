import { execFileSync } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const program = 'prlimit'

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
