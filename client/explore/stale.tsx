import { useEffect, useState } from 'react'
import type { Formats } from '#client/i18n/formats.ts'
import { useWords, type Translate } from '#client/i18n/use-words.ts'
import { staleMinutes, useLive } from '#client/state/live.ts'

/** Stripes and a tag over a picture that is no longer the present. The numbers stay: they were true then. The announcer says it. */
export function Stale({ zone }: { zone: string }) {
  const { t, format } = useWords()
  const live = useLive()
  const [now, setNow] = useState(() => Date.now())
  const lost = live.lostAt !== null
  useEffect(() => {
    if (!lost) return
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [lost])
  const minutes = staleMinutes(live, now)
  if (minutes === null) return null
  const at = new Date(live.heardAt ?? live.lostAt ?? now).toISOString()
  return (
    <div className="stale">
      <p className="stale-tag">
        {minutes < 1
          ? t('state.justLost', { at: format.time(at, zone) })
          : t('state.stale', { at: format.time(at, zone), age: ageOf(minutes, t, format) })}
      </p>
    </div>
  )
}

function ageOf(minutes: number, t: Translate, format: Formats): string {
  if (minutes < 120) return t('state.minutes', { n: format.whole(minutes), count: minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return t('state.hours', { n: format.whole(hours), count: hours })
  const days = Math.floor(hours / 24)
  return t('state.days', { n: format.whole(days), count: days })
}
