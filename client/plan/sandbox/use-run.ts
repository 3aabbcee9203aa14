import { useEffect, useRef, useState } from 'react'
import { askLines, NoAnswer } from '#client/api/ask.ts'
import type { SandboxLine, SandboxPost, SandboxResult } from '#data/contract/sandbox.ts'

export type Run =
  | { is: 'idle' | 'cancelled' }
  | { is: 'running'; part: number }
  | { is: 'done'; result: SandboxResult }
  | { is: 'failed'; error: unknown }

/** One run at a time: another one, cancelling, or leaving the page ends it. */
export function useRun(): { run: Run; start: (asked: SandboxPost) => void; cancel: () => void } {
  const [run, setRun] = useState<Run>({ is: 'idle' })
  const going = useRef<AbortController | null>(null)
  useEffect(() => () => going.current?.abort(), [])
  const start = (asked: SandboxPost) => {
    going.current?.abort()
    const own = new AbortController()
    going.current = own
    setRun({ is: 'running', part: 0 })
    ask(asked, own.signal, (part) => own.signal.aborted || setRun({ is: 'running', part })).then(
      (result) => own.signal.aborted || setRun({ is: 'done', result }),
      (error: unknown) => own.signal.aborted || setRun({ is: 'failed', error }),
    )
  }
  const cancel = () => {
    going.current?.abort()
    setRun({ is: 'cancelled' })
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
