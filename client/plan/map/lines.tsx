import type { Map as MapLibre, MapMouseEvent } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import { mapColours } from '#client/theme/ramps.ts'
import type { ThemeName } from '#client/state/look.ts'
import type { TargetsAnswer } from '#data/contract/plan.ts'
import { wayOf, wayUnder } from './day-routes.ts'
import { chooseTeam, litTeam, pointAt, useFocus } from './focus.ts'
import type { RouteOverlay, Routes } from './route-layers.ts'
import { colourOfTeam } from './teams.ts'

interface Props {
  map: MapLibre
  teams: TargetsAnswer['teams']
  theme: ThemeName
  /** They cannot be drawn here. */
  onFailed: () => void
}

/** The ways over the map. What draws them is loaded when the first is there; the pointer finds them by itself. */
export function Lines({ map, teams, theme, onFailed }: Props) {
  const minute = useFocus((focus) => focus.minute)
  const lit = useFocus(litTeam)
  const routes = useMemo(
    (): Routes => ({
      ways: teams.map(({ teamId, stops }, i) => ({
        ...wayOf(teamId, stops, minute),
        colour: colourOfTeam(theme, i, teams.length),
      })),
      lit,
      halo: mapColours[theme].halo,
    }),
    [teams, theme, minute, lit],
  )
  const overlay = useRef<RouteOverlay | null>(null)
  const latest = useRef({ routes, onFailed })
  useEffect(() => {
    latest.current = { routes, onFailed }
    overlay.current?.show(routes)
  })
  useEffect(() => {
    let isGone = false
    import('./route-layers.ts').then(
      ({ openRoutes }) => {
        if (isGone) return
        overlay.current = openRoutes(map, latest.current.routes, () => latest.current.onFailed())
      },
      () => {
        if (!isGone) latest.current.onFailed()
      },
    )
    return () => {
      isGone = true
      overlay.current?.close()
      overlay.current = null
    }
  }, [map])
  useEffect(() => {
    const under = ({ point }: MapMouseEvent) =>
      wayUnder(point, teams, ([lon, lat]) => map.project([lon, lat]))
    const move = (event: MapMouseEvent) => {
      const teamId = under(event)
      map.getCanvas().style.cursor = teamId === null ? '' : 'pointer'
      pointAt(teamId)
    }
    const click = (event: MapMouseEvent) => chooseTeam(under(event))
    const leave = () => pointAt(null)
    map.on('mousemove', move)
    map.on('mouseout', leave)
    map.on('click', click)
    return () => {
      map.off('mousemove', move)
      map.off('mouseout', leave)
      map.off('click', click)
    }
  }, [map, teams])
  return null
}
