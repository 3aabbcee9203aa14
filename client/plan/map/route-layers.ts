import type { Layer } from '@deck.gl/core'
import { PathLayer, ScatterplotLayer } from '@deck.gl/layers'
import type { Map as MapLibre } from 'maplibre-gl'
import { colourOf } from '#client/map/deck-colour.ts'
import { deckOver } from '#client/map/deck-over.ts'
import type { Place, Way } from './day-routes.ts'

/** Ways in their colours, as drawn over a map. */
export interface Routes {
  readonly ways: readonly (Way & { readonly colour: string })[]
  /** The team that stands out; null: all are alike. */
  readonly lit: string | null
  readonly halo: string
}

/** All of deck.gl is behind this and is loaded with it. */
export interface RouteOverlay {
  show(routes: Routes): void
  close(): void
}

const widthPx = { line: 3, bed: 6, lit: 4 } as const
const strength = { dimmed: 0.28, ahead: 0.4 } as const
type Drawn = Routes['ways'][number]

/** Lines on a bed that keeps them off the ground; what lies ahead is faint, and so is whoever is not looked at. */
function layersOf({ ways, lit, halo }: Routes): Layer[] {
  const share = ({ teamId }: Drawn) => (lit === null || lit === teamId ? 1 : strength.dimmed)
  const order = ways.toSorted((a, b) => Number(a.teamId === lit) - Number(b.teamId === lit))
  const lines = (id: string, of: (way: Drawn) => readonly Place[], opacity: number) => {
    const data = order.filter((way) => of(way).length > 1)
    const path = (name: string, px: (way: Drawn) => number, colour: (way: Drawn) => string, by: number) =>
      new PathLayer<Drawn>({
        id: `${id}-${name}`,
        data,
        getPath: (way) => of(way).map(([lon, lat]): [number, number] => [lon, lat]),
        getWidth: px,
        getColor: (way) => colourOf(colour(way), share(way) * by),
        widthUnits: 'pixels',
        jointRounded: true,
        capRounded: true,
      })
    return [
      path(
        'bed',
        () => widthPx.bed,
        () => halo,
        opacity,
      ),
      path(
        'line',
        ({ teamId }) => (teamId === lit ? widthPx.lit : widthPx.line),
        ({ colour }) => colour,
        opacity,
      ),
    ]
  }
  const heads = order.flatMap((way) => (way.at === null ? [] : [{ ...way, at: way.at }]))
  return [
    ...lines('ahead', ({ ahead }) => ahead, strength.ahead),
    ...lines('behind', ({ behind }) => behind, 1),
    new ScatterplotLayer<(typeof heads)[number]>({
      id: 'teams',
      data: heads,
      getPosition: ({ at: [lon, lat] }) => [lon, lat],
      getRadius: 7,
      radiusUnits: 'pixels',
      lineWidthUnits: 'pixels',
      getLineWidth: 2,
      stroked: true,
      getFillColor: (way) => colourOf(way.colour, share(way)),
      getLineColor: () => colourOf(halo),
    }),
  ]
}

/** Draws routes over a map. `failed`: they cannot be drawn here. */
export function openRoutes(map: MapLibre, first: Routes, failed: () => void): RouteOverlay {
  let routes = first
  const deck = deckOver(map, () => ({ layers: layersOf(routes) }), failed)
  return {
    show(next) {
      routes = next
      deck.redraw()
    },
    close: () => deck.close(),
  }
}
