import type { Color, Layer } from '@deck.gl/core'
import { SolidPolygonLayer } from '@deck.gl/layers'
import { mapColours, type Theme } from '#client/theme/ramps.ts'
import { colourOf } from '../deck-colour.ts'
import type { MapLanguage } from '../view.ts'
import type { Column, HeightScale } from './heights.ts'

/** What stands on the map. */
export interface Standing {
  readonly columns: readonly Column[]
  readonly scale: HeightScale
  readonly theme: Theme
  readonly language: MapLanguage
  readonly selected: number | null
  readonly hovered: number | null
}

const nothing: [number, number, number] = [0, 0, 0]
/** How much light there is everywhere; from above comes the rest, so that a top has its colour as it is. */
export const ambience = 0.62
/** Surfaces do not glitter; an edge has one colour on every side. */
const matt = { ambient: 1, diffuse: 1, shininess: 1, specularColor: nothing }
const flat = { ambient: 1 / ambience, diffuse: 0, shininess: 1, specularColor: nothing }
const edge = 1.22
const pickedEdge = 1.6
const alpha = { uncertain: 0.4, dimmed: 0.14 } as const
/** An edge of less contrast to its column than this is none. */
const leastContrast = 1.6

/**
 * The columns of a view: solid ones in their colour inside an edge that keeps them off the ground and off each
 * other; glassy ones where few visits stand behind the density; faint ones outside the legend's filter. Pure.
 */
export function columnLayers({ columns, scale, theme, selected, hovered }: Standing): Layer[] {
  const { text, textFaint, halo } = mapColours[theme]
  const rise = scale.metresPerIssue
  const prisms = (id: string, data: readonly Column[], colour: (column: Column) => Color) =>
    new SolidPolygonLayer<Column>({
      id,
      data: [...data],
      extruded: true,
      pickable: false,
      material: matt,
      getPolygon: ({ at }) => diamond(at, scale.radiusM),
      getElevation: ({ found }) => found * rise,
      getFillColor: colour,
      updateTriggers: { getElevation: [rise], getPolygon: [scale.radiusM], getFillColor: [theme] },
    })
  /** Only the far walls of a wider column: what is seen of them is an edge round the column that stands in them. */
  const hulls = (id: string, data: readonly Column[], wider: number, colour: (column: Column) => Color) =>
    prisms(id, data, colour).clone({
      material: flat,
      parameters: { cullMode: 'front' },
      getPolygon: ({ at }) => diamond(at, scale.radiusM * wider),
      getElevation: ({ found }) => found * rise + scale.radiusM * (wider - 1),
    })
  const firm = columns.filter(({ uncertain, dimmed }) => !uncertain && !dimmed)
  const unsure = columns.filter(({ uncertain, dimmed }) => uncertain && !dimmed)
  const dimmed = columns.filter((column) => column.dimmed)
  const picked = columns.filter(({ areaNo }) => areaNo === selected || areaNo === hovered)
  const fill = (share: number) => (column: Column) => colourOf(column.fill ?? textFaint, share)
  const edgeOf = ({ fill }: Column) =>
    colourOf(fill !== null && contrast(fill, halo) < leastContrast ? textFaint : halo)
  return [
    hulls('column-picked', picked, pickedEdge, () => colourOf(text)),
    hulls('column-edges', firm, edge, edgeOf),
    prisms('columns', firm, fill(1)),
    hulls('column-edges-uncertain', unsure, edge, () => colourOf(textFaint)),
    prisms('columns-uncertain', unsure, fill(alpha.uncertain)),
    prisms('columns-dimmed', dimmed, fill(alpha.dimmed)),
  ].filter(({ props }) => Array.isArray(props.data) && props.data.length > 0)
}

const metresPerDegree = 111_320

/** A square on its corner, counter-clockwise: one edge stands to the reader between two shades of side. */
function diamond([lon, lat]: Column['at'], radiusM: number): [number, number][] {
  const up = radiusM / metresPerDegree
  const across = up / Math.cos((lat * Math.PI) / 180)
  return [
    [lon + across, lat],
    [lon, lat + up],
    [lon - across, lat],
    [lon, lat - up],
  ]
}

/** WCAG's contrast of two colours, 1 to 21. */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [a, b].map(luminance).toSorted((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [...colourOf(hex)].map((byte) => {
    const share = byte / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
