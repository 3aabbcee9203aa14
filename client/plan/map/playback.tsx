import { Pause, Play, StepForward } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from 'react-aria-components'
import { IconButton } from '#client/ui/icon-button.tsx'
import { lessMotion, useMedia } from '#client/ui/use-media.ts'
import type { TargetsAnswer } from '#data/contract/plan.ts'
import { usePlanWords } from '../words.ts'
import { endOf, nextArrival } from './day-routes.ts'
import { useFocus } from './focus.ts'

/** So many minutes of the day pass in a second. */
const pace = 24

interface Props {
  teams: TargetsAnswer['teams']
  opensAt: string
  zone: string
}

/** Plays the day as it was estimated; for who wants less motion it goes from stop to stop at each press. */
export function Playback({ teams, opensAt, zone }: Props) {
  const { t, format } = usePlanWords()
  const { minute, isPlaying } = useFocus()
  const isStill = useMedia(lessMotion)
  const end = endOf(teams)
  usePlaying(isPlaying, end)
  if (end === 0) return null
  const time = (at: number) => format.time(new Date(Date.parse(opensAt) + at * 60_000).toISOString(), zone)
  const start = minute === null || minute >= end ? 0 : minute
  const press = () =>
    isStill
      ? useFocus.setState({ minute: nextArrival(teams, minute === null || minute >= end ? -1 : minute) })
      : useFocus.setState({ isPlaying: !isPlaying, minute: start })
  const label = t(isStill ? 'play.next' : isPlaying ? 'play.pause' : 'play.play')
  const now = minute === null ? t('play.whole') : time(minute)
  return (
    <div className="plan-play">
      <IconButton
        framed
        label={label}
        icon={isStill ? StepForward : isPlaying ? Pause : Play}
        onPress={press}
      />
      <input
        type="range"
        min={0}
        max={end}
        step={1}
        value={Math.round(minute ?? end)}
        aria-label={t('play.scrub')}
        aria-valuetext={now}
        onChange={({ currentTarget }) =>
          useFocus.setState({ minute: Number(currentTarget.value), isPlaying: false })
        }
      />
      <output className="plan-play-time">{now}</output>
      <Button
        className="link"
        isDisabled={minute === null}
        onPress={() => useFocus.setState({ minute: null, isPlaying: false })}
      >
        {t('play.whole')}
      </Button>
      <p className="quiet">{t('play.is', { from: time(0), to: time(end) })}</p>
    </div>
  )
}

/** Lets the day pass while it plays, to its end. */
function usePlaying(isPlaying: boolean, end: number): void {
  useEffect(() => {
    if (!isPlaying) return
    let last = performance.now()
    let frame = requestAnimationFrame(function pass(now) {
      const minute = (useFocus.getState().minute ?? 0) + ((now - last) / 1000) * pace
      last = now
      const isOver = minute >= end
      useFocus.setState({ minute: Math.min(end, minute), isPlaying: !isOver })
      if (!isOver) frame = requestAnimationFrame(pass)
    })
    return () => cancelAnimationFrame(frame)
  }, [isPlaying, end])
}
