import './show.css'
import { useEffect, useMemo, useState } from 'react'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { OpenMap } from '#client/map/open-map.ts'
import type { MapProblem } from '#client/map/view.ts'
import { ScenePanel } from '../scenes/scene-panel.tsx'
import { useWallWords } from '../words.ts'
import { CommunityBlocks } from './community-blocks.tsx'
import { Clock } from './clock.tsx'
import { Legend } from './legend.tsx'
import { lookOf, playedDayNo } from './paints.ts'
import type { Picture } from './picture.ts'
import { shiftAt, type At, type Slot } from './schedule.ts'
import { SceneBar } from './scene-bar.tsx'
import { Stale, type Staleness } from './stale.tsx'
import { WallMap } from './wall-map.tsx'

interface Props {
  picture: Picture
  at: At
  slots: readonly Slot[]
  /** The wall’s unit in CSS px. */
  unit: number
  /** Only the main things: type is large. */
  compact: boolean
  /** A third of the width, in CSS px, where three screens stand side by side; else null. */
  wideThird: number | null
  /** What the screen is called; null: this is a preview. */
  screen: string | null
  stale: Staleness | null
  /** 0 to 1. */
  brightness: number
  /** Another number: the map is made anew. */
  life: number
  onMap: (open: OpenMap | null) => void
}

/** One picture of the show: the map, a panel beside it, when it is, and how to read it. */
export function Stage({
  picture,
  at,
  slots,
  unit,
  compact,
  wideThird,
  screen,
  stale,
  brightness,
  life,
  onMap,
}: Props) {
  const { t: say } = useWords()
  const { t, language, format } = useWallWords()
  const { district, asOf, counts } = picture
  const [problem, setProblem] = useState<MapProblem | null>(null)
  const playedDay = playedDayNo(asOf, at.slot.is === 'playback' ? at.part : 1)
  const shown = useLook(picture, at.slot, playedDay)
  const isMapless = problem?.kind === 'no-webgl'
  // Without a network no tile comes that is not here yet: the map stays where all of them are.
  const isLost = stale !== null
  const look = useMemo(
    () => (isLost ? { ...shown, bounds: district.bounds } : shown),
    [isLost, shown, district.bounds],
  )
  useEffect(() => {
    if (isLost || problem?.kind !== 'tiles') return
    const timer = setTimeout(problem.retry, 3_000 + Math.random() * 4_000)
    return () => clearTimeout(timer)
  }, [isLost, problem])
  const { x, y } = shiftAt(at.turn)
  return (
    <div
      className="stage"
      data-side={look.side}
      data-scene={at.slot.is}
      data-as-of={asOf}
      data-compact={compact || undefined}
      data-wide={wideThird !== null || undefined}
      data-mapless={isMapless || undefined}
      style={{ '--u': `${unit}px`, '--shift-x': `${x * unit}px`, '--shift-y': `${y * unit}px` }}
    >
      <WallMap
        picture={picture}
        look={look}
        language={language}
        unit={unit}
        wideThird={wideThird}
        life={life}
        onProblem={setProblem}
        onMap={onMap}
      />
      <div className="stage-scrim" aria-hidden="true" />
      {stale !== null && <div className="stage-stripes" aria-hidden="true" />}
      <div className="stage-top">
        <p className="stage-place">
          <b>{nameIn(language, district)}</b>
          <span className="stage-rule" aria-hidden="true" />
          <span>{titleOf(at.slot, picture, t, language)}</span>
        </p>
        <Clock zone={district.settings.zone} />
      </div>
      <div key={at.turn} className="stage-panel">
        <ScenePanel slot={at.slot} picture={picture} playedDay={playedDay} />
      </div>
      {(wideThird !== null || isMapless) && <CommunityBlocks picture={picture} />}
      <div className="stage-foot">
        <p className="stage-asof">
          {stale === null ? (
            t('asOf', { day: format.day(asOf, asOf), weekday: format.weekday(asOf) })
          ) : (
            <Stale {...stale} />
          )}
          {district.synthetic && <span className="stage-quiet">{t('demo')}</span>}
          {problem !== null && problem.kind !== 'context-lost' && (
            <span className="stage-quiet">{t(isMapless ? 'map.none' : 'map.missing')}</span>
          )}
          {screen === null && <span className="stage-quiet">{say('brand')}</span>}
        </p>
        <Legend kind={look.legend} counts={counts} />
      </div>
      <SceneBar at={at} slots={slots} />
      {brightness < 1 && (
        <div className="stage-night" style={{ opacity: 1 - brightness }} aria-hidden="true" />
      )}
    </div>
  )
}

/** A look is kept while nothing of it changes: another object is another picture to the map. */
function useLook(picture: Picture, slot: Slot, playedDay: number) {
  const key = `${slot.is} ${slot.areaId ?? ''} ${slot.is === 'playback' ? playedDay : ''}`
  const [kept, setKept] = useState(() => ({ picture, key, look: lookOf(picture, slot, playedDay) }))
  if (kept.picture === picture && kept.key === key) return kept.look
  const look = lookOf(picture, slot, playedDay)
  setKept({ picture, key, look })
  return look
}

function titleOf(
  { is, areaId }: Slot,
  { communities }: Picture,
  t: ReturnType<typeof useWallWords>['t'],
  language: ReturnType<typeof useWallWords>['language'],
): string {
  if (is !== 'tour') return t(`scene.${is}`)
  const area = communities.find((one) => one.area.areaId === areaId)?.area
  return area === undefined ? t('scene.tour') : nameIn(language, area)
}
