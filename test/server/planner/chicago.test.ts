import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultSettings } from '#data/contract/settings.ts'
import { importFile } from '#server/ingest/import.ts'
import { readMapping } from '#server/ingest/mapping.ts'
import { daysEarlier, type Ranked } from '#server/planner/days-earlier.ts'
import { dayNumber } from '#server/plans/day-number.ts'
import { riskBySite } from '#server/plans/freeze.ts'
import { freshHome, now, repositoryPath, type FreshHome } from '#test/server/ingest/fresh-home.ts'

const canvass = repositoryPath('../shared/data/chicago/chicago_canvass_2011_2014.csv.gz')
const windowDays = 60
const windows = 14
const first = '2012-09-01'
const dayOf = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10)

it('days earlier are what a ranking that knows everything wins over chance, by hand', () => {
  const visits = (score: (i: number) => number): Ranked[] =>
    Array.from({ length: 100 }, (_, i) => ({ day: i, isPositive: i % 10 === 0, score: score(i) }))
  // The ten positives are at 45 on average, all at 49.5; they come to the first ten days, at 4.5.
  const knowing = daysEarlier(visits((i) => Number(i % 10 === 0)))
  expect(knowing.firstHalf).toBe(1)
  expect(knowing.days).toBeCloseTo(45 - 4.5 - (45 - 49.5), 9)
  expect(daysEarlier(visits((i) => -i)).days).toBeCloseTo(49.5 - 45, 9)
})

describe.skipIf(!existsSync(canvass))(
  '27,600 canvass inspections of Chicago (skipped where the file is not)',
  () => {
    let fresh: FreshHome
    const results: { risk: ReturnType<typeof daysEarlier>; last: ReturnType<typeof daysEarlier> }[] = []
    beforeAll(async () => {
      fresh = await freshHome()
      await fresh.home.commit({
        kind: 'settings',
        body: {
          version: 1,
          settings: { ...defaultSettings, zone: 'America/Chicago', qualifyingModes: ['on-site'] },
        },
      })
      const mapping = await readMapping(repositoryPath('data/mappings/chicago-canvass.json'))
      await importFile(fresh.home, { file: canvass, mapping, mappingName: 'chicago-canvass', now })
      const { warehouse } = fresh.home
      for (let w = 0; w < windows; w++) {
        const from = dayOf(dayNumber(first) + w * windowDays)
        const to = dayOf(dayNumber(from) + windowDays - 1)
        const { sites, history } = await warehouse.planFacts(from)
        const risk = riskBySite(sites, history)
        const index = new Map(sites.map(({ siteId }, i) => [siteId, i]))
        const visits = await warehouse.firstVisits(from, to)
        const rows = await warehouse.current(
          'issue',
          (await warehouse.issuesOf(visits.map(({ visitId }) => visitId))).map(({ issue_id: id }) => id),
        )
        const positive = new Set(rows.filter(({ severity }) => severity >= 3).map(({ visit_id: id }) => id))
        const last = new Float64Array(sites.length)
        const newest = new Float64Array(sites.length).fill(Number.POSITIVE_INFINITY)
        const indexOfNo = new Map(sites.map(({ siteNo }, i) => [siteNo, i]))
        const column = (name: string) => history.columns[name] ?? []
        for (let v = 0; v < history.rows; v++) {
          const s = indexOfNo.get(Number(column('siteNo')[v])) ?? 0
          const age = Number(column('ageDays')[v])
          if (age >= (newest[s] ?? 0)) continue
          newest[s] = age
          last[s] = Number(column('critical')[v])
        }
        const ranked = (score: (i: number) => number) =>
          daysEarlier(
            visits.map(({ visitId, siteId, day }) => ({
              day: dayNumber(day),
              score: score(index.get(siteId) ?? 0),
              isPositive: positive.has(visitId),
            })),
          )
        results.push({ risk: ranked((i) => risk.risk[i] ?? 0), last: ranked((i) => last[i] ?? 0) })
      }
    })
    afterAll(() => fresh.close())
    const mean = (of: (one: (typeof results)[number]) => number) =>
      results.reduce((sum, one) => sum + of(one), 0) / results.length

    it('in each of 14 windows the risky are found earlier than by chance, 4.3 days on average', () => {
      console.log(
        results
          .map(({ risk, last }) =>
            [risk.days.toFixed(2), last.days.toFixed(2), risk.firstHalf.toFixed(3)].join(' '),
          )
          .join('\n'),
      )
      for (const { risk } of results) expect(risk.days).toBeGreaterThan(0)
      expect(mean(({ risk }) => risk.days)).toBeGreaterThanOrEqual(4.3)
    })
    it('a day more than by the last result alone, and three of five in the first half', () => {
      expect(mean(({ risk, last }) => risk.days - last.days)).toBeGreaterThanOrEqual(1)
      expect(mean(({ risk }) => risk.firstHalf)).toBeGreaterThanOrEqual(0.6)
    })
  },
)
