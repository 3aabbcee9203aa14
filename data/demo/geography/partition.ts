import { Delaunay } from 'd3-delaunay'
import polygonClipping, { type MultiPolygon, type Pair, type Polygon } from 'polygon-clipping'
import type { Chance } from '#data/demo/random.ts'
import { distance, holds, signedArea, type Point } from './plane.ts'

/** A piece of land before its borders are drawn; `cell` is null where a leftover waits for a neighbour. */
export interface Face {
  readonly community: number
  readonly cell: number | null
  readonly ring: readonly Point[]
}

interface Hill {
  readonly at: Point
  readonly radius: number
}

/**
 * Divides land (metres) into communities around their centres and each community into its cells.
 * Of a community's parts the biggest is divided; the others come back as leftovers, except that every island
 * belongs whole to the community with most of it.
 */
export function partition(
  land: MultiPolygon,
  plans: readonly { centre: Point; cells: number }[],
  hills: readonly Hill[],
  chance: Chance,
): Face[] {
  const shares = communityShares(
    land,
    plans.map((plan) => plan.centre),
  )
  return plans.flatMap((plan, community) => {
    const [main, ...rest] = shares[community] ?? []
    if (main === undefined) return []
    const seeds = settle(scatter(main, plan, hills, chance), main, hills)
    const cells = voronoiWithin(seeds, main).flatMap((parts, cell) =>
      parts.map((ring): Face => ({ community, cell, ring })),
    )
    return [...cells, ...rest.map((ring): Face => ({ community, cell: null, ring }))]
  })
}

/** Rings per community, biggest first. */
function communityShares(land: MultiPolygon, centres: readonly Point[]): Point[][][] {
  const [mainland, ...islands] = land.toSorted((a, b) => sizeOf(b) - sizeOf(a))
  const shares = mainland === undefined ? [] : voronoiWithin(centres, ringOf(mainland))
  for (const island of islands) {
    const parts = voronoiWithin(centres, ringOf(island))
    const sizes = parts.map((rings) => rings.reduce((sum, ring) => sum + Math.abs(signedArea(ring)), 0))
    shares[sizes.indexOf(Math.max(...sizes))]?.push([...ringOf(island)])
  }
  return shares.map((rings) => rings.toSorted((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a))))
}

/** Each seed's Voronoi cell cut to a ring: the parts, in whole decimetres. */
function voronoiWithin(seeds: readonly Point[], ring: readonly Point[]): Point[][][] {
  const [west, south, east, north] = boxOf(ring)
  const voronoi = delaunayOf(seeds).voronoi([west - 50_000, south - 50_000, east + 50_000, north + 50_000])
  const boundary = polygonOf(ring)
  return seeds.map((_, i) => {
    const cell = voronoi.cellPolygon(i)
    if (cell === null) return []
    const cut = polygonClipping.intersection(polygonOf(cell), boundary)
    return cut.map((polygon) => [...ringOf(polygon)]).filter((part) => Math.abs(signedArea(part)) > 1)
  })
}

function scatter(
  ring: readonly Point[],
  plan: { centre: Point; cells: number },
  hills: readonly Hill[],
  chance: Chance,
): Point[] {
  const [west, south, east, north] = boxOf(ring)
  const spread = Math.sqrt(Math.abs(signedArea(ring))) * 0.3
  const seeds = hills.filter((hill) => holds(ring, hill.at)).map((hill) => hill.at)
  for (let tries = 0; seeds.length < plan.cells && tries < 5000; tries++) {
    const near = chance.happens(0.7)
    const point: Point = near
      ? [chance.normal(plan.centre[0], spread), chance.normal(plan.centre[1], spread)]
      : [chance.between(west, east), chance.between(south, north)]
    const free = hills.every((hill) => distance(hill.at, point) > hill.radius)
    const apart = seeds.every((seed) => distance(seed, point) > spread * 0.16)
    if (holds(ring, point) && free && apart) seeds.push(point)
  }
  return seeds
}

/** Two Lloyd steps over a grid of sample points; hill seeds stay, the others stay off the hills. */
function settle(seeds: readonly Point[], ring: readonly Point[], hills: readonly Hill[]): Point[] {
  const [west, south, east, north] = boxOf(ring)
  const step = Math.sqrt(((east - west) * (north - south)) / 1600)
  const samples: Point[] = []
  for (let x = west + step / 2; x < east; x += step) {
    for (let y = south + step / 2; y < north; y += step) if (holds(ring, [x, y])) samples.push([x, y])
  }
  let current = [...seeds]
  for (let pass = 0; pass < 2; pass++) {
    const finder = delaunayOf(current)
    const sums = current.map(() => ({ x: 0, y: 0, n: 0 }))
    let last = 0
    for (const [x, y] of samples) {
      last = finder.find(x, y, last)
      const sum = sums[last]
      if (sum === undefined) continue
      sum.x += x
      sum.y += y
      sum.n++
    }
    current = current.map((seed, i) => {
      const sum = sums[i]
      if (sum === undefined || sum.n === 0 || hills.some((hill) => hill.at === seed)) return seed
      const middle: Point = [(seed[0] + 2 * (sum.x / sum.n)) / 3, (seed[1] + 2 * (sum.y / sum.n)) / 3]
      return hills.every((hill) => distance(hill.at, middle) > hill.radius) ? middle : seed
    })
  }
  return current
}

function boxOf(ring: readonly Point[]): [number, number, number, number] {
  const xs = ring.map((p) => p[0])
  const ys = ring.map((p) => p[1])
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

const delaunayOf = (points: readonly Point[]) => new Delaunay(Float64Array.from(points.flat()))
const decimetres = (x: number) => Math.round(x * 10) / 10
const pairOf = ([x, y]: Point): Pair => [decimetres(x), decimetres(y)]
const polygonOf = (ring: readonly Point[]): Polygon => [ring.map(pairOf)]
const sizeOf = (polygon: Polygon) => Math.abs(signedArea(ringOf(polygon)))

/** The outer ring, open, without repeated points. */
function ringOf(polygon: Polygon): readonly Point[] {
  const ring = (polygon[0] ?? []).map(pairOf)
  return ring.filter((p, i) => {
    const before = ring.at(i - 1)
    return i > 0 && (before === undefined || before[0] !== p[0] || before[1] !== p[1])
  })
}
