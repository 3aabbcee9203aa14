import { describe, expect, test } from 'vitest'
import type { PlanTarget } from '#data/contract/plan.ts'
import { boundsOf, endOf, nextArrival, wayOf, wayUnder } from '#client/plan/map/day-routes.ts'
import { placeTags } from '#client/plan/map/tags.ts'

const stop = (siteId: string, lon: number, lat: number, arrives: number, leaves: number): PlanTarget => ({
  siteId,
  name: null,
  nameEn: null,
  kind: 'market',
  cell: null,
  lon,
  lat,
  must: null,
  chance: null,
  outcome: null,
  isSubstitute: false,
  arrives,
  leaves,
})
/** There from 10 to 40, on the way for 20 minutes, there from 60 to 90. */
const stops = [stop('a', 113, 22, 10, 40), stop('b', 114, 23, 60, 90)]
const team = { teamId: 't1', label: 1, token: '', stops }
const other = { teamId: 't2', label: 2, token: '', stops: [stop('c', 113, 24, 5, 35)] }

describe('a team’s way', () => {
  test('at a minute lies behind it up to where it is, and before it from there', () => {
    expect(wayOf('t1', stops, 5)).toMatchObject({ behind: [], at: null })
    expect(wayOf('t1', stops, 20)).toMatchObject({
      at: [113, 22],
      behind: [
        [113, 22],
        [113, 22],
      ],
    })
    const half = wayOf('t1', stops, 50)
    expect(half.at).toEqual([113.5, 22.5])
    expect(half.behind).toEqual([
      [113, 22],
      [113.5, 22.5],
    ])
    expect(half.ahead).toEqual([
      [113.5, 22.5],
      [114, 23],
    ])
    expect(wayOf('t1', stops, 200).at).toEqual([114, 23])
  })

  test('of the whole day is behind it, and nobody is on it', () => {
    expect(wayOf('t1', stops, null)).toEqual({
      teamId: 't1',
      behind: [
        [113, 22],
        [114, 23],
      ],
      ahead: [],
      at: null,
    })
  })

  test('is found under a point that is near it, the nearest of several, and else none', () => {
    const project = ([lon, lat]: readonly [number, number]) => ({ x: (lon - 113) * 100, y: (lat - 22) * 100 })
    const under = (x: number, y: number) => wayUnder({ x, y }, [team, other], project)
    expect(under(50, 54)).toBe('t1')
    expect(under(50, 65)).toBeNull()
    expect(under(2, 199)).toBe('t2')
    expect(under(150, 150)).toBeNull()
  })
})

test('a day ends when the last team leaves its last stop; steps go from arrival to arrival', () => {
  const teams = [team, other]
  expect(endOf(teams)).toBe(90)
  expect([-1, 5, 10, 60].map((minute) => nextArrival(teams, minute))).toEqual([5, 10, 60, 90])
  expect(boundsOf(teams)).toEqual([113, 22, 114, 24])
  expect(boundsOf([])).toBeNull()
})

test('a team’s name stands above its first stop where it covers nothing, else above another, else nowhere', () => {
  const tag = (...points: { x: number; y: number }[]) => ({ width: 40, height: 16, points })
  expect(placeTags([tag({ x: 100, y: 100 }), tag({ x: 110, y: 100 }, { x: 300, y: 100 })], 20)).toEqual([
    { x: 100, y: 78 },
    { x: 300, y: 78 },
  ])
  expect(placeTags([tag({ x: 100, y: 100 }), tag({ x: 110, y: 101 })], 20)[1]).toBeNull()
  expect(placeTags([tag({ x: 100, y: 100 }, { x: 100, y: 78 })], 20)).toEqual([{ x: 100, y: 56 }])
})
