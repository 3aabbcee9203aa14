import { useEffect, useRef, useState } from 'react'
import { askLines, NoAnswer } from '#client/api/ask.ts'
import type { SandboxLine, SandboxPost, SandboxResult } from '#data/contract/sandbox.ts'

/** How it goes, and what came of the last one that came to an end. */
export type Run = { result: SandboxResult | null } & (
  { is: 'idle' | 'cancelled' | 'done' } | { is: 'running'; part: number } | { is: 'failed'; error: unknown }
)

/** One run at a time: another one, cancelling, or leaving the page ends it. */
export function useRun(): { run: Run; start: (asked: SandboxPost) => void; cancel: () => void } {
  const [run, setRun] = useState<Run>({ is: 'idle', result: null })
  const going = useRef<AbortController | null>(null)
  useEffect(() => () => going.current?.abort(), [])
  const start = (asked: SandboxPost) => {
    going.current?.abort()
    const { signal } = (going.current = new AbortController())
    const tell = (next: (before: Run) => Run) => {
      if (!signal.aborted) setRun(next)
    }
    const running = (part: number) => tell(({ result }) => ({ is: 'running', part, result }))
    running(0)
    ask(asked, signal, running).then(
      (result) => tell(() => ({ is: 'done', result })),
      (error: unknown) => tell(({ result }) => ({ is: 'failed', error, result })),
    )
  }
  const cancel = () => {
    going.current?.abort()
    setRun(({ result }) => ({ is: 'cancelled', result }))
  }
  return { run, start, cancel }
}

async function ask(
  asked: SandboxPost,
  signal: AbortSignal,
  onPart: (part: number) => void,
): Promise<SandboxResult> {
  const init = { method: 'POST', body: JSON.stringify(asked), signal }
  for await (const line of askLines<SandboxLine>('/api/plans/sandbox', init)) {
    if (line.is === 'result') return line
    onPart(line.of === 0 ? 0 : line.done / line.of)
  }
  throw new NoAnswer('garbled', null, null, 'There was no result.')
}
