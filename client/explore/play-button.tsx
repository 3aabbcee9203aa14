import { Pause, Play, StepForward } from 'lucide-react'
import { memo } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { canPlay, togglePlayback, useMoment } from '#client/state/moment.ts'
import { lessMotion, useMedia } from '#client/ui/use-media.ts'

/** Plays the days and pauses; for who wants less motion it goes a week further at each press. */
export const PlayButton = memo(function PlayButton() {
  const { t } = useWords()
  const playing = useMoment(({ motion }) => motion === 'playing')
  const able = useMoment(canPlay)
  const still = useMedia(lessMotion)
  const Icon = still ? StepForward : playing ? Pause : Play
  const label = still ? t('time.weekLater') : playing ? t('time.pause') : t('time.play')
  return (
    <Button className="play" aria-label={label} isDisabled={!able} onPress={togglePlayback}>
      <span className="play-face" title={label}>
        <Icon size={16} strokeWidth={1.5} fill={still ? 'none' : 'currentColor'} aria-hidden="true" />
      </span>
    </Button>
  )
})
