import { useMemo } from 'react'

interface Props {
  label: string
  /** On a grid of 1000 by 1000 over `bounds`, from the north-west. */
  rings: readonly (readonly number[])[]
  bounds: readonly [west: number, south: number, east: number, north: number]
  points: readonly (readonly [lon: number, lat: number])[]
}

/** Part of the window that is left around the outlines, for points that miss them. */
const margin = 0.08

/** Positions over outlines, small enough to compare at a glance. */
export function PointsMap({ label, rings, bounds: [west, south, east, north], points }: Props) {
  const wide = (east - west) * Math.cos((((south + north) / 2) * Math.PI) / 180) || 1
  const tall = north - south || 1
  const scale = 1000 / Math.max(wide, tall)
  const [width, height] = [wide * scale, tall * scale]
  const land = useMemo(
    () =>
      rings
        .map((ring) => {
          const steps: string[] = []
          for (let i = 0; i + 1 < ring.length; i += 2)
            steps.push(
              `${Math.round(((ring[i] ?? 0) / 1000) * width)} ${Math.round(((ring[i + 1] ?? 0) / 1000) * height)}`,
            )
          return `M${steps.join('L')}Z`
        })
        .join(''),
    [rings, width, height],
  )
  const edge = margin * 1000
  return (
    <svg
      className="points-map"
      role="img"
      aria-label={label}
      viewBox={`${-edge} ${-edge} ${width + 2 * edge} ${height + 2 * edge}`}
    >
      <path className="points-map-land" d={land} />
      {points.map(([lon, lat], i) => (
        <circle
          key={i}
          className="points-map-point"
          r="9"
          cx={((lon - west) / (east - west || 1)) * width}
          cy={((north - lat) / (north - south || 1)) * height}
        />
      ))}
    </svg>
  )
}
