import type { CoverageMeta, PlaybackMeta } from '#data/contract/api.ts'
import type { Coverage } from '#client/state/cells.ts'
import type { Playback } from '#client/state/playback.ts'
import { askColumns } from './ask.ts'

/** How areas stand. Throws as askJson does. */
export async function askCoverage(
  path: string,
  signal: AbortSignal,
  headers: Record<string, string> = {},
): Promise<Coverage> {
  return askColumns<CoverageMeta>(path, signal, headers)
}

/** The answer to a playback question, told apart from the one before by its `question`. Throws as askJson does. */
export async function askPlayback(
  path: string,
  signal: AbortSignal,
  headers: Record<string, string> = {},
): Promise<Playback> {
  return { ...(await askColumns<PlaybackMeta>(path, signal, headers)), question: path } as Playback
}
