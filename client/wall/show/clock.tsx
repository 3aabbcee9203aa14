import { useEffect, useState } from 'react'
import { dayIn } from '#client/state/days.ts'
import { useWallWords } from '../words.ts'
import { serverNow } from './wall-clock.ts'

/** Day and time in the district’s zone, by the server’s clock. */
export function Clock({ zone }: { zone: string }) {
  const { t, format } = useWallWords()
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1000)
    return () => clearInterval(timer)
  }, [])
  const iso = new Date(now).toISOString()
  const day = dayIn(zone, now)
  return (
    <p className="stage-clock">
      <span>{t('clock', { day: format.day(day, day), weekday: format.longWeekday(day) })}</span>
      <time>{format.time(iso, zone)}</time>
    </p>
  )
}
