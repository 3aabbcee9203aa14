import { useEffect, useRef } from 'react'
import type { Answer } from '#client/api/use-answers.ts'
import type { Coverage } from '#client/state/cells.ts'
import { forget, stopPlayback, useMoment, type Stage } from '#client/state/moment.ts'
import { usePrinting } from '#client/state/printing.ts'
import { dayNoOf } from '#client/state/days.ts'

/** Tells the moment what there is to move through, for as long as the page stands. */
export function useStage(stage: Stage | null): void {
  useEffect(() => useMoment.setState({ stage }), [stage])
  useEffect(
    () => () => {
      forget()
      useMoment.setState({ stage: null })
    },
    [],
  )
}

/**
 * What ends a movement from outside: another question (it stays at the day reached), another day in the address, the
 * page hidden or printed, and, where it came to rest, the day's own answer.
 */
export function useEnds(asked: number | null, question: string | null, exact: Answer<Coverage>): void {
  const before = useRef({ asked, question })
  useEffect(() => {
    const was = before.current
    before.current = { asked, question }
    if (was.asked === asked && was.question === question) return
    const { motion, dayNo } = useMoment.getState()
    if (was.asked !== asked && motion !== 'rest' && dayNo !== asked) forget()
    else stopPlayback(true)
  }, [asked, question])

  const dayNo = useMoment((moment) => moment.dayNo)
  const motion = useMoment((moment) => moment.motion)
  const arrived = motion === 'arriving' && isOf(exact, dayNo)
  useEffect(() => {
    if (arrived) forget()
  }, [arrived])

  const printing = usePrinting(({ at }) => at !== 'screen')
  useEffect(() => {
    if (printing) stopPlayback()
    const hide = () => {
      if (document.visibilityState === 'hidden') stopPlayback()
    }
    document.addEventListener('visibilitychange', hide)
    return () => document.removeEventListener('visibilitychange', hide)
  }, [printing])
}

/** Whether an answer is there and is for that day. */
export function isOf({ data, current }: Answer<Coverage>, dayNo: number | null): boolean {
  return current && data !== undefined && dayNoOf(data.meta.asOf) === dayNo
}
