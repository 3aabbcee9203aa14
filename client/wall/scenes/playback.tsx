import { dayOfNo } from '#client/state/days.ts'
import { Hero } from '../show/figure.tsx'
import { playedDays } from '../show/paints.ts'
import type { Picture } from '../show/picture.ts'
import { Trend } from '../show/trend.tsx'
import { useWallWords } from '../words.ts'

/** The last 30 days, one after another. */
export function PlaybackPanel({ picture: { trend, asOf }, dayNo }: { picture: Picture; dayNo: number }) {
  const { t, format } = useWallWords()
  const days = trend.slice(-playedDays)
  const day = dayOfNo(dayNo)
  const on = days.find((one) => one.day === day)
  if (on === undefined) return <Hero value="–" label={t('playback.waiting')} />
  const overdue = on.overdue + on.longOverdue
  return (
    <>
      <Hero value={format.whole(overdue)} label={t('playback.label', { count: overdue })}>
        {t('playback.on', { day: format.day(day, asOf), weekday: format.weekday(day) })}
      </Hero>
      <Trend days={days} from={format.day(days[0]?.day ?? asOf, asOf)} to={format.day(asOf, asOf)} at={day} />
    </>
  )
}
