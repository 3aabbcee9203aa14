import { dissolve, neighboursOf, type Mesh } from './mesh.ts'
import type { Face } from './partition.ts'
import { centroid, distance, signedArea, type Point } from './plane.ts'

/** A cell as the faces it is made of. */
export interface CellFaces {
  readonly community: number
  readonly faces: readonly number[]
}

/** Faces smaller than this (square metres) are slivers and go to a neighbour. */
const sliver = 8000

/**
 * Joins faces to cells. Of a cell's parts the biggest keeps the name; every other part, leftover and sliver goes
 * to the neighbour it shares most border with, in its own community if it can; what touches nobody goes to the
 * nearest cell of its community.
 */
export function cellsOf(mesh: Mesh, faces: readonly Face[]): CellFaces[] {
  const neighbours = neighboursOf(mesh)
  const rings = mesh.rings.map((ring) => ring.map((vertex): Point => mesh.points[vertex] ?? [0, 0]))
  const sizes = rings.map((ring) => Math.abs(signedArea(ring)))
  const owner = faces.map((face, i) => ((sizes[i] ?? 0) < sliver ? null : keyOf(face)))

  const biggest = new Map<string, number>()
  for (const [i, key] of owner.entries()) {
    if (key !== null && (sizes[i] ?? 0) > (sizes[biggest.get(key) ?? -1] ?? 0)) biggest.set(key, i)
  }
  for (const [i, key] of owner.entries()) if (key !== null && biggest.get(key) !== i) owner[i] = null

  const communityOf = (i: number) => faces[i]?.community
  for (;;) {
    const waiting = owner.flatMap((key, i) => (key === null ? [i] : []))
    const taken = waiting.flatMap((i) => {
      const offers = [...(neighbours[i] ?? [])].filter(([other]) => owner[other] !== null)
      const own = offers.filter(([other]) => communityOf(other) === communityOf(i))
      const [best] = (own.length > 0 ? own : offers).toSorted((a, b) => b[1] - a[1])
      return best === undefined ? [] : [{ face: i, key: owner[best[0]] ?? null }]
    })
    if (taken.length === 0) break
    for (const { face, key } of taken) owner[face] = key
  }
  for (const [i, key] of owner.entries()) {
    if (key !== null) continue
    const here = centroid(rings[i] ?? [])
    const [closest] = [...biggest]
      .filter(([, face]) => communityOf(face) === communityOf(i))
      .toSorted(
        (a, b) => distance(centroid(rings[a[1]] ?? []), here) - distance(centroid(rings[b[1]] ?? []), here),
      )
    owner[i] = closest?.[0] ?? null
  }
  return [...biggest].map(([key, face]) => ({
    community: communityOf(face) ?? 0,
    faces: owner.flatMap((other, i) => (other === key ? [i] : [])),
  }))
}

const keyOf = (face: Face) => (face.cell === null ? null : `${face.community}/${face.cell}`)

/** In reading order: rows from north to south, each from west to east. */
export function inReadingOrder<T>(items: readonly T[], at: (item: T) => Point): T[] {
  const perRow = Math.max(1, Math.round(Math.sqrt(items.length)))
  const down = items.map((item) => ({ item, at: at(item) })).toSorted((a, b) => b.at[1] - a.at[1])
  const rows = Array.from({ length: Math.ceil(down.length / perRow) }, (_, row) =>
    down.slice(row * perRow, (row + 1) * perRow),
  )
  return rows.flatMap((row) => row.toSorted((a, b) => a.at[0] - b.at[0])).map(({ item }) => item)
}

/** The polygons (outer ring first, then its holes) around some faces, as open rings of vertex numbers. */
export function polygonsAround(mesh: Mesh, faces: readonly number[]): number[][][] {
  const rings = dissolve(mesh, faces)
  const pointsOf = (ring: readonly number[]) => ring.map((vertex): Point => mesh.points[vertex] ?? [0, 0])
  const outers = rings
    .filter((ring) => signedArea(pointsOf(ring)) > 0)
    .toSorted((a, b) => signedArea(pointsOf(b)) - signedArea(pointsOf(a)))
  const holes = rings.filter((ring) => signedArea(pointsOf(ring)) <= 0)
  return outers.map((outer, i) => [outer, ...(i === 0 ? holes : [])])
}
