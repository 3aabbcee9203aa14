import './wall.css'
import { useEffect, useMemo } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { Mark } from '#client/ui/mark.tsx'
import type { Told } from './pairing/stay-paired.ts'
import { Show } from './show/show.tsx'
import { useSceneSets } from './show/use-wall-answers.ts'
import { useSize } from './show/use-size.ts'
import type { Pace } from './show/use-show.ts'
import { useClock } from './use-clock.ts'
import { usePairing } from './use-pairing.ts'
import { useWallWords } from './words.ts'

/** A blip is not worth a word. */
const graceMs = 8_000

/** A screen on a wall: the code to pair it by, then its scenes, for weeks. `setId`: null shows the first set. */
export function WallPage({ setId }: { setId: string | null }) {
  const { t: say } = useWords()
  const { t } = useWallWords()
  const told = usePairing()
  useEffect(() => {
    document.title = `${t('title')} · ${say('brand')}`
  }, [t, say])
  const { standing } = told
  if (standing.is === 'paired')
    return (
      <main className="wall-full" data-theme="dark">
        <Paired setId={setId} name={standing.name} />
      </main>
    )
  return (
    <div className="wall" data-theme="dark">
      <header className="wall-top">
        <p className="wall-brand">
          <Mark />
          {say('brand')}
        </p>
      </header>
      <main className="wall-main">
        <Unpaired standing={standing} />
      </main>
      <Lost lostAt={told.lostAt} />
    </div>
  )
}

function Paired({ setId, name }: { setId: string | null; name: string }) {
  const { t } = useWallWords()
  const size = useSize()
  const { data } = useSceneSets('display')
  const pace = useMemo(() => paceOf(window.location.search), [])
  if (data === undefined) return <p className="wall-quiet">{t('overview.waiting')}</p>
  const [first] = Object.keys(data.sets)
  const set = data.sets[setId ?? first ?? '']
  if (set === undefined)
    return (
      <div className="wall">
        <div className="wall-main">
          <h1>{t('set.gone', { id: setId ?? '' })}</h1>
          <p>{t('set.there', { ids: Object.keys(data.sets).join(t('list.comma')) })}</p>
        </div>
      </div>
    )
  return <Show asks="display" set={set} size={size} pace={pace} screen={name} />
}

/** `?hold=2` stands at the third turn, for setting a screen up; `?pace=10` runs ten times as fast, for trying it. */
function paceOf(search: string): Pace {
  const query = new URLSearchParams(search)
  const hold = Number.parseInt(query.get('hold') ?? '', 10)
  const times = Number.parseFloat(query.get('pace') ?? '')
  return {
    hold: Number.isInteger(hold) && hold >= 0 ? hold : null,
    times: times >= 1 && times <= 10_000 ? times : 1,
  }
}

function Unpaired({ standing }: { standing: Exclude<Told['standing'], { is: 'paired' }> }) {
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
