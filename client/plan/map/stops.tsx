import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { PlansAnswer, TargetsAnswer } from '#data/contract/plan.ts'
import { usePlanWords } from '../words.ts'
import { chooseStop, litTeam, pointAt, useFocus } from './focus.ts'
import { colourNo, teamName } from './teams.ts'

interface Props {
  map: MapLibre
  teams: TargetsAnswer['teams']
  known: PlansAnswer
}

/** Numbered stops over the map, in shapes that say what became of them. The list holds the same for keyboards. */
export function Stops({ map, teams, known }: Props) {
  const { t: say } = useWords()
  const { t, language } = usePlanWords()
  const frame = useRef<HTMLDivElement>(null)
  const lit = useFocus(litTeam)
  const chosen = useFocus(({ siteId }) => siteId)
  /** Changes when a team comes to a stop, not with every frame. */
  const come = useFocus(({ minute }) =>
    minute === null
      ? null
      : teams
          .flatMap(({ stops }) =>
            stops.filter(({ arrives }) => arrives <= minute).map(({ siteId }) => siteId),
          )
          .join(' '),
  )
  const there = come === null ? null : new Set(come.split(' '))
  useEffect(() => {
    const follow = () => place(map, frame.current)
    map.on('move', follow)
    map.on('resize', follow)
    return () => {
      map.off('move', follow)
      map.off('resize', follow)
    }
  }, [map])
  useEffect(() => place(map, frame.current))
  useEffect(() => {
    const stop = teams.flatMap((team) => team.stops).find(({ siteId }) => siteId === chosen)
    if (stop !== undefined && !map.getBounds().contains([stop.lon, stop.lat]))
      map.easeTo({ center: [stop.lon, stop.lat] })
  }, [map, teams, chosen])
  return (
    <div ref={frame} className="plan-stops-over" aria-hidden="true">
      {teams.flatMap(({ teamId, stops }, at) =>
        stops.map((stop, i) => (
          <button
            key={stop.siteId}
            type="button"
            tabIndex={-1}
            className="plan-stop"
            title={`${teamName(known, teamId, language)} ${i + 1} · ${siteName(stop, language, say)} · ${t(`released.${stop.outcome ?? 'left'}`)}`}
            data-lon={stop.lon}
            data-lat={stop.lat}
            data-team={colourNo(at, teams.length)}
            data-outcome={stop.outcome ?? undefined}
            data-substitute={stop.isSubstitute || undefined}
            data-chosen={stop.siteId === chosen || undefined}
            data-lit={lit === teamId || undefined}
            data-dim={(lit !== null && lit !== teamId) || undefined}
            data-later={(there !== null && !there.has(stop.siteId)) || undefined}
            onPointerEnter={() => pointAt(teamId)}
            onPointerLeave={() => pointAt(null)}
            onClick={() => chooseStop(teamId, stop.siteId)}
          >
            {i + 1}
          </button>
        )),
      )}
    </div>
  )
}

/** Puts everything where it is on the map now; React is not asked at every step of a camera. */
function place(map: MapLibre, frame: HTMLElement | null): void {
  for (const stop of frame?.children ?? []) {
    if (!(stop instanceof HTMLElement)) continue
    const { x, y } = map.project([Number(stop.dataset['lon']), Number(stop.dataset['lat'])])
    stop.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`
  }
}
