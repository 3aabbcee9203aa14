import './wall.css'
import { useEffect } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { Mark } from '#client/ui/mark.tsx'
import { Overview } from './overview.tsx'
import type { Told } from './pairing/stay-paired.ts'
import { usePairing } from './use-pairing.ts'
import { useClock } from './use-clock.ts'
import { useWallWords } from './words.ts'

/** A blip is not worth a word. */
const graceMs = 8_000

/** A screen on a wall: the code to pair it by, then what the district looks like from some metres away. */
export function WallPage() {
  const { t: say } = useWords()
  const { t } = useWallWords()
  const told = usePairing()
  useEffect(() => {
    document.title = `${t('title')} · ${say('brand')}`
  }, [t, say])
  return (
    <div className="wall" data-theme="dark">
      <header className="wall-top">
        <p className="wall-brand">
          <Mark />
          {say('brand')}
        </p>
        {told.standing.is === 'paired' && <p className="wall-quiet">{told.standing.name}</p>}
      </header>
      <main className="wall-main">
        <Standing told={told} />
      </main>
      <Lost lostAt={told.lostAt} />
    </div>
  )
}

function Standing({ told: { standing } }: { told: Told }) {
  const { t } = useWallWords()
  switch (standing.is) {
    case 'starting':
      return <p className="wall-quiet">{t('pair.starting')}</p>
    case 'keyless':
      return (
        <>
          <h1>{t('pair.keyless')}</h1>
          <p>{t('pair.keylessIs')}</p>
        </>
      )
    case 'waiting':
      return <Code code={standing.code} until={standing.until} />
    case 'paired':
      return <Overview />
  }
}

function Code({ code, until }: { code: string; until: number }) {
  const { t } = useWallWords()
  const left = Math.max(0, Math.ceil((until - useClock(1000)) / 1000))
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  return (
    <>
      <h1>{t('pair.title')}</h1>
      <p className="wall-code" translate="no">
        {code}
      </p>
      <p>
        {t('pair.does')} <span className="wall-address">{`${window.location.origin}/displays`}</span>
      </p>
      <p className="wall-quiet">{t('pair.changes', { time })}</p>
    </>
  )
}

/** Never a frozen picture without a word. */
function Lost({ lostAt }: { lostAt: number | null }) {
  const { t, language } = useWallWords()
  const now = useClock(1000)
  if (lostAt === null || now - lostAt < graceMs) return null
  const at = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (
    <p className="wall-lost" role="status">
      {t('lost', { at: at.format(lostAt) })}
    </p>
  )
}
