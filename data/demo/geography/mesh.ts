import { distanceToSegment, signedArea, type Point } from './plane.ts'

/**
 * Faces on shared vertices: two faces that touch do so along the very same edges, so that moving a vertex
 * moves it for both and no gap or overlap can open.
 */
export interface Mesh {
  readonly points: Point[]
  /** Each face's ring of vertex numbers, open, counter-clockwise. */
  readonly rings: number[][]
}

/** Points nearer than this (metres) are one vertex; a vertex this near to an edge is put into it. */
const tolerance = 1.5

/** Builds the mesh of rings that meet only along their edges (within the tolerance). */
export function meshOf(rings: readonly (readonly Point[])[]): Mesh {
  const points: Point[] = []
  const grid = new Map<string, number[]>()
  const size = 250
  const near = (x: number, y: number, reach: number): number[] => {
    const found: number[] = []
    for (let i = Math.floor((x - reach) / size); i <= Math.floor((x + reach) / size); i++) {
      for (let j = Math.floor((y - reach) / size); j <= Math.floor((y + reach) / size); j++) {
        found.push(...(grid.get(`${i},${j}`) ?? []))
      }
    }
    return found
  }
  const vertexAt = (p: Point): number => {
    for (const candidate of near(p[0], p[1], tolerance)) {
      const q = points[candidate]
      if (q !== undefined && Math.abs(q[0] - p[0]) < tolerance && Math.abs(q[1] - p[1]) < tolerance) {
        return candidate
      }
    }
    const key = `${Math.floor(p[0] / size)},${Math.floor(p[1] / size)}`
    const vertex = points.push(p) - 1
    grid.set(key, [...(grid.get(key) ?? []), vertex])
    return vertex
  }
  const placed = rings.map((ring) => {
    const upright = signedArea(ring) < 0 ? ring.toReversed() : ring
    return withoutRepeats(upright.map(vertexAt))
  })
  const along = (from: number, to: number): number[] => {
    const a = points[from]
    const b = points[to]
    if (a === undefined || b === undefined) return [from]
    const reach = Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])) / 2 + tolerance
    const between = near((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, reach).flatMap((vertex) => {
      const p = points[vertex]
      if (p === undefined || vertex === from || vertex === to) return []
      if (distanceToSegment(p, a, b) > tolerance) return []
      return [{ vertex, at: (p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1]) }]
    })
    return [from, ...between.toSorted((m, n) => m.at - n.at).map((hit) => hit.vertex)]
  }
  return {
    points,
    rings: placed.map((ring) =>
      withoutRepeats(ring.flatMap((vertex, i) => along(vertex, ring[(i + 1) % ring.length] ?? vertex))),
    ),
  }
}

/** Which face lies to the left of each directed edge. */
export function edgesOf(mesh: Mesh): Map<string, number> {
  const owner = new Map<string, number>()
  for (const [face, ring] of mesh.rings.entries()) {
    for (const [from, to] of steps(ring)) owner.set(`${from}>${to}`, face)
  }
  return owner
}

/** For each face its neighbours and the length of border (metres) shared with each. */
export function neighboursOf(mesh: Mesh): Map<number, number>[] {
  const owner = edgesOf(mesh)
  return mesh.rings.map((ring, face) => {
    const lengths = new Map<number, number>()
    for (const [from, to] of steps(ring)) {
      const other = owner.get(`${to}>${from}`)
      if (other === undefined || other === face) continue
      lengths.set(other, (lengths.get(other) ?? 0) + edgeLength(mesh, from, to))
    }
    return lengths
  })
}

/**
 * The rings around all faces of one group: outer rings counter-clockwise, holes clockwise. At a vertex where the
 * group only touches itself the leftmost way is taken, so that every ring is simple.
 */
export function dissolve(mesh: Mesh, faces: readonly number[]): number[][] {
  const inside = new Set<string>()
  for (const face of faces) {
    for (const [from, to] of steps(mesh.rings[face] ?? [])) inside.add(`${from}>${to}`)
  }
  const onward = new Map<number, number[]>()
  for (const face of faces) {
    for (const [from, to] of steps(mesh.rings[face] ?? [])) {
      if (!inside.has(`${to}>${from}`)) onward.set(from, [...(onward.get(from) ?? []), to])
    }
  }
  const rings: number[][] = []
  for (const start of onward.keys()) {
    for (;;) {
      const first = onward.get(start)?.pop()
      if (first === undefined) break
      const ring = [start]
      let before = start
      let vertex = first
      while (vertex !== start) {
        ring.push(vertex)
        const ways: number[] = onward.get(vertex) ?? []
        const way = leftmost(mesh, before, vertex, ways)
        if (way === undefined) throw new Error('a border does not close')
        ways.splice(ways.indexOf(way), 1)
        before = vertex
        vertex = way
      }
      rings.push(ring)
    }
  }
  return rings
}

function leftmost(mesh: Mesh, before: number, vertex: number, ways: readonly number[]): number | undefined {
  if (ways.length < 2) return ways[0]
  const at = mesh.points[vertex] ?? [0, 0]
  const from = mesh.points[before] ?? at
  const turn = (way: number) => {
    const to = mesh.points[way] ?? at
    const u = [at[0] - from[0], at[1] - from[1]] as const
    const v = [to[0] - at[0], to[1] - at[1]] as const
    return Math.atan2(u[0] * v[1] - u[1] * v[0], u[0] * v[0] + u[1] * v[1])
  }
  return ways.toSorted((a, b) => turn(b) - turn(a))[0]
}

/** The consecutive pairs of a closed walk. */
export function steps(ring: readonly number[]): [number, number][] {
  return ring.map((from, i) => [from, ring[(i + 1) % ring.length] ?? from])
}

function edgeLength(mesh: Mesh, from: number, to: number): number {
  const a = mesh.points[from] ?? [0, 0]
  const b = mesh.points[to] ?? a
  const dx = a[0] - b[0]
  const dy = a[1] - b[1]
  return Math.sqrt(dx * dx + dy * dy)
}

function withoutRepeats(ring: number[]): number[] {
  return ring.filter((vertex, i) => vertex !== ring.at(i - 1))
}
