import { useState } from 'react'
import type { SceneSet } from '#data/contract/walls.ts'
import { useWallWords } from '../words.ts'
import { Stage } from './stage.tsx'
import { isNight } from './schedule.ts'
import { isCompact, isWide, unitOf } from './unit.ts'
import { useHealth } from './use-health.ts'
import { useShow, type Pace } from './use-show.ts'
import { useStale } from './use-stale.ts'
import { useStand } from './use-stand.ts'
import { useWallPicture, type Asks } from './use-wall-answers.ts'
import { serverNow } from './wall-clock.ts'

interface Props {
  asks: Asks
  set: SceneSet
  /** Of the picture, in CSS px. */
  size: { width: number; height: number; pixelRatio: number }
  pace: Pace
  screen: string | null
}

/** A scene set, running. New data is taken up between two scenes; nothing moves while one is read. */
export function Show({ asks, set, size, pace, screen }: Props) {
  const { t, format } = useWallWords()
  const [turn, setTurn] = useState(0)
  const stand = useStand(turn)
  const { picture } = useWallPicture(asks, stand, set.scenes)
  const { at, slots } = useShow(set.scenes, picture, pace)
  if (at.turn !== turn) setTurn(at.turn)
  const health = useHealth({ isLive: asks === 'display', build: picture?.district.build ?? null, turn })
  const zone = picture?.district.settings.zone ?? 'UTC'
  const stale = useStale(zone, asks)
  const sized = { ...size, screen: set.screen }
  if (picture === null) return <p className="wall-quiet">{t('overview.waiting')}</p>
  const time = format.time(new Date(serverNow()).toISOString(), zone)
  const brightness = set.night !== null && isNight(set.night, time) ? set.night.brightness / 1000 : 1
  return (
    <Stage
      picture={picture}
      at={at}
      slots={slots}
      unit={unitOf(sized)}
      compact={isCompact(sized)}
      wideThird={isWide(size) ? size.width / 3 : null}
      screen={screen}
      stale={stale}
      brightness={brightness}
      life={health.life}
      onMap={health.watchMap}
    />
  )
}
