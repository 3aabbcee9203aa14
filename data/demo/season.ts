import type { Day } from '#data/contract/questions.ts'
import type { ImportedTable, Row, Rows } from '#data/contract/tables.ts'
import { signedArea, toPlane, type Point } from './geography/plane.ts'
import { checkpoints, landmarks } from './geography/places.ts'
import { holds } from './geography/plane.ts'
import { chance } from './random.ts'
import { calendarOf } from './season/calendar.ts'
import { findingsOf } from './season/findings.ts'
import { registerOf, teams, units } from './season/register.ts'
import { roundsOf } from './season/rounds.ts'
import { reportsOf, tipsOf } from './season/signals.ts'
import { storiesOf } from './season/story.ts'
import { callsOf } from './season/visits.ts'

/** All tables that a file may bring but the areas. */
export type Season = { [T in Exclude<ImportedTable, 'area'>]: Row<T>[] }

/**
 * A made-up season of 300 days that ends with the evening before `today`: who was visited, what was found, who
 * rang in, who did not report. Pure: the same seed, day and areas give the same rows. `areas` are those of
 * demoAreas, of any seed. Throws a RangeError where `today` is no date.
 */
export function demoSeason(seed: number, today: Day, areas: readonly Row<'area'>[]): Season {
  const calendar = calendarOf(today)
  const cells = areas.filter((area) => area.level === 'cell')
  const outlines = new Map(cells.map((cell) => [cell.area_id, outlineOf(cell)]))
  const reserved = new Set(
    [...checkpoints, ...landmarks].flatMap(({ at }) => {
      const cell = cells.find(({ area_id }) => holds(outlines.get(area_id) ?? [], toPlane(at)))
      return cell === undefined ? [] : [cell.area_id]
    }),
  )
  const sizeOf = (cell: Row<'area'>) => Math.abs(signedArea(outlines.get(cell.area_id) ?? []))
  const stories = storiesOf(cells, sizeOf, reserved, calendar, chance(seed, 'stories'))
  const sites = registerOf(stories, outlines, calendar, chance(seed, 'sites'))
  const rounds = roundsOf(stories, sites, calendar, chance(seed, 'rounds'))
  const calls = callsOf(rounds, calendar, chance(seed, 'calls'))
  const { visits, issues, afterTip } = findingsOf(calls, calendar, chance(seed, 'findings'))
  return {
    unit: [...units],
    team: [...teams],
    site: sites.map((site) => site.row),
    visit: visits,
    issue: issues,
    tip: tipsOf(afterTip, stories, calendar, chance(seed, 'tips')),
    report: reportsOf(sites, calendar, chance(seed, 'reports')),
  } satisfies Rows
}

/** The outer ring of a cell's biggest part, in metres. */
function outlineOf({ geometry }: Row<'area'>): Point[] {
  const rings =
    geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map((p) => p[0])
  const plane = rings.map((ring) => positions(ring).map(toPlane))
  const [biggest] = plane.toSorted((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)))
  return biggest ?? []
}

function positions(value: unknown): [number, number][] {
  if (!Array.isArray(value)) return []
  return value.flatMap((p: unknown): [number, number][] =>
    Array.isArray(p) && typeof p[0] === 'number' && typeof p[1] === 'number' ? [[p[0], p[1]]] : [],
  )
}
