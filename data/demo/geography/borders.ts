import type { Chance } from '#data/demo/random.ts'
import { edgesOf, steps, type Mesh } from './mesh.ts'
import { distance, distanceToSegment, type Point } from './plane.ts'

type Field = (p: Point) => Point

/**
 * Bends every border that is not coast: long edges are divided, then all vertices move through one smooth field.
 * The field is gentler than its wavelength, so that it folds nothing: what touched still touches, and nothing
 * crosses. At the coast it fades out.
 */
export function bent(mesh: Mesh, isCoast: (p: Point) => boolean, chance: Chance): Mesh {
  const owner = edgesOf(mesh)
  const coast: [Point, Point][] = []
  for (const ring of mesh.rings) {
    for (const [from, to] of steps(ring)) {
      const a = mesh.points[from]
      const b = mesh.points[to]
      if (a === undefined || b === undefined || owner.has(`${to}>${from}`)) continue
      if (isCoast([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2])) coast.push([a, b])
    }
  }
  const divided = withDividedEdges(mesh, 130)
  const field = swirl(chance)
  const reach = 420
  const moved = divided.points.map((p): Point => {
    let away = reach
    for (const [a, b] of coast) {
      if (Math.abs(a[0] - p[0]) < 4000 && away > 0) away = Math.min(away, distanceToSegment(p, a, b))
    }
    const t = away / reach
    const strength = t * t * (3 - 2 * t)
    const [dx, dy] = field(p)
    return [p[0] + dx * strength, p[1] + dy * strength]
  })
  return { points: moved, rings: divided.rings }
}

function withDividedEdges(mesh: Mesh, longest: number): Mesh {
  const points = [...mesh.points]
  const divisions = new Map<string, number[]>()
  const dividedAt = (low: number, high: number): number[] => {
    const key = `${low}-${high}`
    const known = divisions.get(key)
    if (known !== undefined) return known
    const a = mesh.points[low] ?? [0, 0]
    const b = mesh.points[high] ?? a
    const parts = Math.ceil(distance(a, b) / longest)
    const made = Array.from({ length: Math.max(0, parts - 1) }, (_, i) => {
      const t = (i + 1) / parts
      return points.push([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]) - 1
    })
    divisions.set(key, made)
    return made
  }
  const rings = mesh.rings.map((ring) =>
    steps(ring).flatMap(([from, to]) =>
      from < to ? [from, ...dividedAt(from, to)] : [from, ...dividedAt(to, from).toReversed()],
    ),
  )
  return { points, rings }
}

/** A sum of waves across the plane, in metres: long ones carry a border aside, short ones make it uneven. */
function swirl(chance: Chance): Field {
  const octaves = [
    { wavelength: 3100, reach: 150, waves: 3 },
    { wavelength: 1150, reach: 62, waves: 4 },
    { wavelength: 480, reach: 17, waves: 5 },
  ]
  const waves = octaves.flatMap(({ wavelength, reach, waves: count }) =>
    Array.from({ length: count }, () => {
      const direction = chance.between(0, 2 * Math.PI)
      const push = chance.between(0, 2 * Math.PI)
      const frequency = (2 * Math.PI) / (wavelength * chance.between(0.8, 1.25))
      return {
        east: Math.cos(direction) * frequency,
        north: Math.sin(direction) * frequency,
        phase: chance.between(0, 2 * Math.PI),
        dx: (Math.cos(push) * reach) / Math.sqrt(count),
        dy: (Math.sin(push) * reach) / Math.sqrt(count),
      }
    }),
  )
  return ([x, y]) => {
    let dx = 0
    let dy = 0
    for (const wave of waves) {
      const height = Math.sin(x * wave.east + y * wave.north + wave.phase)
      dx += wave.dx * height
      dy += wave.dy * height
    }
    return [dx, dy]
  }
}
