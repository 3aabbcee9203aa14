import { valueAt } from '#data/contract/columns.ts'
import type { RhythmColumns } from '#data/contract/questions.ts'

export const rhythmDays = 365

/** Days one after the other on which somebody had been there before, with how long ago that was. */
export interface Tooth {
  /** Place of the first day, from 0. */
  from: number
  recencyDays: number[]
}

export interface Rhythm {
  /** Days since 1970-01-01 of the first day. */
  first: number
  teeth: Tooth[]
  /** Runs of days, from and up to a place, on which there were sites and nobody had been to any yet. */
  never: { from: number; to: number }[]
  /** Days with somebody there, and days past the interval. */
  visitedDays: number
  overdueDays: number
  /** The greatest recency; null: nobody was ever there. */
  longest: number | null
}

/** A year of a cell, as a drawing needs it. What lies before the district's first visit (a day number) is unknown. */
export function rhythmOf(answer: RhythmColumns, intervalDays: number, firstVisit: number): Rhythm {
  const { dayNo, recencyDays, activeSites, visits } = answer.columns
  const rhythm: Rhythm = {
    first: valueAt(dayNo, 0) ?? 0,
    teeth: [],
    never: [],
    visitedDays: 0,
    overdueDays: 0,
    longest: null,
  }
  let tooth: Tooth | null = null
  let waiting: { from: number; to: number } | null = null
  for (let at = 0; at < answer.rows; at++) {
    const recency = valueAt(recencyDays, at)
    const empty = (valueAt(activeSites, at) ?? 0) === 0
    const unknown = (valueAt(dayNo, at) ?? 0) < firstVisit
    if ((valueAt(visits, at) ?? 0) > 0) rhythm.visitedDays++
    if (recency === null || empty) tooth = null
    else {
      if (tooth === null) rhythm.teeth.push((tooth = { from: at, recencyDays: [] }))
      tooth.recencyDays.push(recency)
      if (recency > intervalDays) rhythm.overdueDays++
      if (rhythm.longest === null || recency > rhythm.longest) rhythm.longest = recency
    }
    if (recency !== null || empty || unknown) waiting = null
    else {
      if (waiting === null) rhythm.never.push((waiting = { from: at, to: at }))
      waiting.to = at
    }
  }
  return rhythm
}
