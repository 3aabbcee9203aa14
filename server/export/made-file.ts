import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileOutput } from './file.ts'
import type { Output } from './table.ts'

export interface MadeFile {
  bytes: number
  /** Its content; the file is gone once this was read or cancelled. */
  stream: ReadableStream
}

/**
 * Makes a file in a folder under `temporary` before any of it is sent: whoever reads slowly then holds up nothing, and
 * what fails is told in place of half a file. Stops, and leaves nothing, when nobody waits any more.
 */
export async function makeFile(
  temporary: string,
  signal: AbortSignal,
  write: (output: Output, folder: string) => Promise<unknown>,
): Promise<MadeFile> {
  await mkdir(temporary, { recursive: true })
  const folder = await mkdtemp(join(temporary, 'export-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'file')
    const file = await fileOutput(path)
    const output: Output = {
      write(bytes) {
        signal.throwIfAborted()
        return file.write(bytes)
      },
    }
    await write(output, folder).finally(() => file.end())
    const { size } = await stat(path)
    const stream = createReadStream(path)
    stream.once('close', () => void remove())
    return { bytes: size, stream: Readable.toWeb(stream) as ReadableStream }
  } catch (error) {
    await remove()
    throw error
  }
}
