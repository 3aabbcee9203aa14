import { create } from 'zustand'
import { dayOfNo } from './days.ts'
import { lessMotion } from '#client/ui/use-media.ts'
import { lookOn } from './known.ts'
import type { Days } from './playback.ts'
import type { Span } from './timeline.ts'
import { readLook } from './url.ts'
import { changeLook } from './use-look.ts'

/** Where the day shown is on its way: nowhere, under a hand, by itself, or arrived while its own answer is awaited. */
export type Motion = 'rest' | 'moved' | 'playing' | 'arriving'

/** The day being shown while time moves. The address only learns where it came to rest. */
export interface Moment {
  /** Days since 1970-01-01; null: the address's day. */
  dayNo: number | null
  motion: Motion
  span: Span
  /** What the page knows about time; null: nothing to move through. */
  stage: Stage | null
}

export interface Stage {
  latest: string
  /** The address's day. */
  asked: number
  /** What is drawn now, and all that can be stepped through locally; null: not here (yet). */
  drawn: Days
  stepped: Days | null
  /** Of the days before it there is no data; null: of none there is. */
  dataFrom: number | null
}

export const useMoment = create<Moment>(() => ({ dayNo: null, motion: 'rest', span: 'quarter', stage: null }))

/** LOOK's pace. */
const daysPerSecond = 12
const weekDays = 7

/** The day that is shown or on its way; null before anything is known. */
export function dayShown({ dayNo, stage }: Pick<Moment, 'dayNo' | 'stage'>): number | null {
  return dayNo ?? stage?.asked ?? null
}

/** Moves to a day under the reader's hand; nothing is asked before rest(). */
export function move(dayNo: number): void {
  clearTimeout(resting)
  useMoment.setState({ dayNo, motion: 'moved' })
}

/** Keys come one after the other: time rests when none has come for so long. */
const patienceMs = 300
let resting: ReturnType<typeof setTimeout> | undefined

/** Moves to a day by a key. */
export function nudge(dayNo: number): void {
  move(dayNo)
  resting = setTimeout(() => {
    if (useMoment.getState().motion === 'moved') rest(true)
  }, patienceMs)
}

/** Stays where time was moved to: the address says it, and its exact answer is asked. `replace`: no step for the back button. */
export function rest(replace: boolean): void {
  const { dayNo, stage } = useMoment.getState()
  if (dayNo === null || stage === null) return
  useMoment.setState({ motion: 'arriving' })
  changeLook(lookOn(readLook(window.location.search), dayOfNo(dayNo), stage.latest), replace)
}

/** Goes to a day at once. */
export function goTo(dayNo: number): void {
  move(dayNo)
  rest(false)
}

/** Goes so many days on from the day shown. */
export function step(days: number): void {
  const shown = dayShown(useMoment.getState())
  if (shown !== null) goTo(shown + days)
}

/** Forgets where time was moved to: the address's own day is shown. */
export function forget(): void {
  const { dayNo, motion } = useMoment.getState()
  if (dayNo !== null || motion !== 'rest') useMoment.setState({ dayNo: null, motion: 'rest' })
}

/** Whether there is more than one day with data to play. */
export function canPlay({ stage }: Pick<Moment, 'stage'>): boolean {
  if (stage === null || stage.stepped === null || stage.dataFrom === null) return false
  const { first, last } = stage.stepped
  return last > Math.max(first, stage.dataFrom)
}

/** Where playing begins: the day shown, or at the end the first drawn day that has data. */
export function startOf(moment: Pick<Moment, 'dayNo' | 'stage'>): number | null {
  const { stage } = moment
  const shown = dayShown(moment)
  if (stage === null || stage.stepped === null || shown === null) return null
  const { first, last } = stage.stepped
  if (shown >= first && shown < last) return shown
  return Math.min(last, Math.max(first, stage.drawn.first, stage.dataFrom ?? first))
}

/** Plays or pauses; for the button, the space bar and whoever else offers it. With reduced motion it steps a week. */
export function togglePlayback(): void {
  if (useMoment.getState().motion === 'playing') stopPlayback()
  else if (window.matchMedia(lessMotion).matches) stepWeek()
  else startPlayback()
}

/** The latest start; an older one ends by itself. */
let runs = 0

function startPlayback(): void {
  const moment = useMoment.getState()
  const start = startOf(moment)
  const last = moment.stage?.stepped?.last
  if (start === null || last === undefined || !canPlay(moment)) return
  useMoment.setState({ dayNo: start, motion: 'playing' })
  const begun = performance.now()
  const run = ++runs
  const follow = (now: number) => {
    const { motion, dayNo } = useMoment.getState()
    if (motion !== 'playing' || run !== runs) return
    const due = Math.min(last, start + Math.floor(((now - begun) * daysPerSecond) / 1000))
    if (dayNo !== null && due > dayNo) useMoment.setState({ dayNo: due })
    if (due >= last) stopPlayback()
    else requestAnimationFrame(follow)
  }
  requestAnimationFrame(follow)
}

/** Stops where it is and stays there. `replace`: the look has just changed by itself, one step back is enough. */
export function stopPlayback(replace = false): void {
  if (useMoment.getState().motion === 'playing') rest(replace)
}

function stepWeek(): void {
  const moment = useMoment.getState()
  const start = startOf(moment)
  const last = moment.stage?.stepped?.last
  if (start === null || last === undefined) return
  move(start === dayShown(moment) ? Math.min(last, start + weekDays) : start)
  rest(true)
}
