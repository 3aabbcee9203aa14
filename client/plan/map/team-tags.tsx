import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { PlansAnswer, TargetsAnswer } from '#data/contract/plan.ts'
import { usePlanWords } from '../words.ts'
import { litTeam, useFocus } from './focus.ts'
import { placeTags } from './tags.ts'
import { teamName } from './teams.ts'

interface Props {
  map: MapLibre
  teams: TargetsAnswer['teams']
  known: PlansAnswer
}

/** A stop on the map, in px. */
const discPx = 20

/** The names of teams that have no colour of their own, each above a stop where it covers nothing. */
export function TeamTags({ map, teams, known }: Props) {
  const { language } = usePlanWords()
  const lit = useFocus(litTeam)
  const frame = useRef<HTMLDivElement>(null)
  const latest = useRef(teams)
  useEffect(() => {
    latest.current = teams
    place(map, latest.current, frame.current)
  })
  useEffect(() => {
    const follow = () => place(map, latest.current, frame.current)
    map.on('move', follow)
    map.on('resize', follow)
    return () => {
      map.off('move', follow)
      map.off('resize', follow)
    }
  }, [map])
  return (
    <div ref={frame} className="plan-stops-over" aria-hidden="true">
      {teams.map(({ teamId }) => (
        <span
          key={teamId}
          className="plan-stop-team"
          data-dim={(lit !== null && lit !== teamId) || undefined}
        >
          {teamName(known, teamId, language)}
        </span>
      ))}
    </div>
  )
}

function place(map: MapLibre, teams: TargetsAnswer['teams'], frame: HTMLElement | null): void {
  const spans = [...(frame?.children ?? [])].filter((child) => child instanceof HTMLElement)
  const places = placeTags(
    spans.map((span, i) => ({
      width: span.offsetWidth,
      height: span.offsetHeight,
      points: (teams[i]?.stops ?? []).map(({ lon, lat }) => map.project([lon, lat])),
    })),
    discPx,
  )
  for (const [i, span] of spans.entries()) {
    const at = places[i] ?? null
    span.style.visibility = at === null ? 'hidden' : ''
    if (at !== null) span.style.transform = `translate(${at.x.toFixed(1)}px, ${at.y.toFixed(1)}px)`
  }
}
