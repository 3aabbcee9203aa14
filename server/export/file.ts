import { open } from 'node:fs/promises'
import type { Output } from './table.ts'

export interface FileOutput extends Output {
  end: () => Promise<void>
}

/** Standard output, as slowly as it is read. */
export function standardOutput(): FileOutput {
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        process.stdout.write(bytes, (error) =>
          error === null || error === undefined ? resolve() : reject(error),
        )
      }),
    end: () => Promise.resolve(),
  }
}

/** A file, replaced if it is there and synced before `end` resolves. */
export async function fileOutput(path: string): Promise<FileOutput> {
  const handle = await open(path, 'w')
  return {
    write: async (bytes) => {
      await handle.writeFile(bytes)
    },
    end: async () => {
      await handle.sync().finally(() => handle.close())
    },
  }
}
