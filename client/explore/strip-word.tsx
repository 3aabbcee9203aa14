import { Button } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { dayNoOf } from '#client/state/days.ts'
import { playedDays } from '#client/state/playback.ts'
import { barAt } from './strip-layout.ts'
import type { Strip } from './use-time.ts'

interface Props {
  strip: Strip
  /** The district's first visit; null: there is none. */
  firstDay: string | null
  width: number
}

/** What stands where there are no bars: why not, or the shape of what is coming; and the days before the first visit. */
export function StripWord({ strip, firstDay, width }: Props) {
  const { t } = useWords()
  const { is, drawn, playback, retry } = strip
  if (is === 'too-many') return <p className="days-word">{t('time.tooMany')}</p>
  if (is === 'failed') {
    return (
      <p className="days-word">
        {t('time.failed')}{' '}
        <Button className="link" onPress={retry}>
          {t('state.retry')}
        </Button>
      </p>
    )
  }
  const known = firstDay === null ? drawn.last + 1 : dayNoOf(firstDay)
  const nothing = Math.max(0, Math.min(width, barAt(drawn, width, known).x))
  const days = playback === null ? null : playedDays(playback)
  const waits = days === null || days.first > drawn.first || days.last < drawn.last
  return (
    <>
      {waits && <span className="days-wait" role="status" aria-label={t('state.loading')} />}
      {nothing > 6 && (
        <span className="days-nothing" style={{ inlineSize: nothing - 3 }}>
          {nothing > 72 && t('standing.no-data')}
        </span>
      )}
    </>
  )
}
