import { expect, it } from 'vitest'
import { cellsOf, inReadingOrder, polygonsAround } from '#data/demo/geography/cells.ts'
import { meshOf, neighboursOf } from '#data/demo/geography/mesh.ts'
import type { Face } from '#data/demo/geography/partition.ts'
import type { Point } from '#data/demo/geography/plane.ts'

const box = (west: number, south: number, east: number, north: number): Point[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
]
const face = (community: number, cell: number | null, ring: Point[]): Face => ({ community, cell, ring })

it('a vertex that touches a neighbour’s edge becomes a vertex of that neighbour', () => {
  const mesh = meshOf([box(0, 0, 1000, 400), box(0, 400, 300, 900), box(300, 400, 1000, 900)])
  expect(mesh.rings.map((ring) => ring.length)).toEqual([5, 4, 4])
  expect(neighboursOf(mesh)[0]).toEqual(
    new Map([
      [1, 300],
      [2, 700],
    ]),
  )
})

it('points up to a metre apart are one vertex', () => {
  const mesh = meshOf([box(0, 0, 500, 500), box(500.8, 0, 1000, 500.7)])
  expect(mesh.points.length).toBe(6)
})

it('the smaller part of a cell goes to the neighbour with most border, in its own community if it can', () => {
  const faces = [
    face(0, 0, box(0, 0, 1000, 1000)),
    face(0, 1, box(1000, 0, 1400, 1000)),
    face(0, 0, box(1400, 0, 1600, 1000)),
    face(1, 0, box(1600, -500, 2000, 1000)),
  ]
  const mesh = meshOf(faces.map(({ ring }) => ring))
  expect(cellsOf(mesh, faces)).toEqual([
    { community: 0, faces: [0] },
    { community: 0, faces: [1, 2] },
    { community: 1, faces: [3] },
  ])
})

it('leftovers and slivers join a neighbour, islands the nearest cell of their community', () => {
  const faces = [
    face(0, 0, box(0, 0, 1000, 1000)),
    face(0, 1, box(1000, 0, 1005, 1000)),
    face(1, 0, box(1005, 0, 2000, 1000)),
    face(1, null, box(5000, 0, 5300, 300)),
    face(0, null, box(0, 1000, 1000, 1200)),
  ]
  const cells = cellsOf(meshOf(faces.map(({ ring }) => ring)), faces)
  expect(cells).toEqual([
    { community: 0, faces: [0, 1, 4] },
    { community: 1, faces: [2, 3] },
  ])
})

it('the border around faces leaves out what lies between them, and keeps a hole', () => {
  const ring = [box(0, 0, 900, 300), box(0, 300, 300, 600), box(600, 300, 900, 600), box(0, 600, 900, 900)]
  const mesh = meshOf([...ring, box(300, 300, 600, 600)])
  const [outer, hole] = polygonsAround(mesh, [0, 1, 2, 3])[0] ?? []
  expect(outer?.length).toBe(8)
  expect(hole?.length).toBe(4)
  expect(polygonsAround(mesh, [1, 2]).length).toBe(2)
})

it('reading order runs in rows from north to south, each from west to east', () => {
  const places: Point[] = [
    [0, 0],
    [500, 10],
    [10, 900],
    [490, 880],
  ]
  expect(inReadingOrder(places, (place) => place)).toEqual([places[2], places[3], places[0], places[1]])
})
