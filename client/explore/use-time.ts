import { useMemo } from 'react'
import { playbackQuestion, usePlayback, type Answer } from '#client/api/use-answers.ts'
import type { Coverage } from '#client/state/cells.ts'
import { dayNoOf } from '#client/state/days.ts'
import { knownOf } from '#client/state/known.ts'
import type { Look } from '#client/state/look.ts'
import { useMoment, type Stage } from '#client/state/moment.ts'
import {
  askableDays,
  coverageOn,
  playedDays,
  yearDays,
  type Days,
  type Playback,
} from '#client/state/playback.ts'
import { drawnDays, pageEnd } from '#client/state/timeline.ts'
import type { DistrictAnswer } from '#data/contract/api.ts'
import { isOf, useEnds, useStage } from './use-moment-rules.ts'

/** What the time control draws. */
export interface Strip {
  /** `too-many`: more cells than days can be asked for. */
  is: 'waiting' | 'here' | 'failed' | 'too-many'
  /** The days that are asked for together, and those of them that are drawn. */
  page: Days
  drawn: Days
  /** The answer that bars are made of: the last that came, none where this question has none. */
  playback: Playback | null
  retry: () => void
}

interface Time {
  /** The day that time has moved to, from the playback; undefined at rest, where the day has its own answer. */
  stepped: Coverage | undefined
  /** Null before anything is known. */
  strip: Strip | null
}

/** The one place that decides which day is shown, and from which answer. `exact`: the one to the look's own day. */
export function useTime(look: Look, district: DistrictAnswer | undefined, exact: Answer<Coverage>): Time {
  const moved = useMoment((moment) => moment.dayNo)
  const motion = useMoment((moment) => moment.motion)
  const chosenSpan = useMoment((moment) => moment.span)
  const latest = district === undefined ? null : (district.settings.pinnedAsOf ?? district.today)
  const asOf = look.asOf ?? latest
  const areas = exact.data?.rows ?? 0
  const days = askableDays(areas)
  const end = asOf === null || latest === null ? null : pageEnd(asOf, latest, days ?? yearDays)
  const eachDay = latest !== null && knownOf(look, latest) === 'that-day'
  const question = end === null || days === null ? null : playbackQuestion(look, end, days, eachDay)
  const { data, isError, refetch } = usePlayback(question)
  const playback = data !== undefined && data.question === question ? data : null

  const asked = asOf === null ? null : dayNoOf(asOf)
  const shown = moved ?? asked
  const page = useMemo((): Days | null => {
    if (end === null) return null
    return { first: dayNoOf(end) - (days ?? yearDays) + 1, last: dayNoOf(end) }
  }, [end, days])
  const span = days === yearDays ? chosenSpan : 'quarter'
  const { first, last } = page === null || shown === null ? nowhere : drawnDays(page, shown, span)
  const drawn = useMemo(() => ({ first, last }), [first, last])

  const firstDay = district?.firstDay ?? null
  const stage = useMemo((): Stage | null => {
    if (latest === null || asked === null) return null
    const dataFrom = firstDay === null ? null : dayNoOf(firstDay)
    return { latest, asked, drawn, stepped: playback === null ? null : playedDays(playback), dataFrom }
  }, [latest, asked, drawn, playback, firstDay])
  useStage(stage)
  useEnds(asked, question, exact)

  /** An answer to another question serves only until the look's own answer is there: nobody moves through it. */
  const steps = motion === 'arriving' ? data : (playback ?? undefined)
  const arrived = motion === 'rest' || (motion === 'arriving' && isOf(exact, moved))
  const stepped = useMemo(() => {
    if (arrived || moved === null || steps === undefined || exact.data === undefined) return undefined
    return coverageOn(steps, exact.data, moved) ?? undefined
  }, [arrived, moved, steps, exact.data])

  const strip = useMemo((): Strip | null => {
    if (page === null) return null
    const is =
      playback !== null ? 'here' : isError ? 'failed' : areas > 0 && days === null ? 'too-many' : 'waiting'
    return { is, page, drawn, playback: is === 'failed' ? null : (data ?? null), retry: () => void refetch() }
  }, [page, drawn, playback, data, isError, areas, days, refetch])
  return { stepped, strip }
}

const nowhere: Days = { first: 0, last: 0 }
