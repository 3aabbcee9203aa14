import { expect, test } from 'vitest'
import type { QuestionName, Questions } from '#data/contract/questions.ts'
import { levels, type Rows } from '#data/contract/tables.ts'
import { answer } from '#server/coverage/questions.ts'
import { fourCells, fourCellsImportedAt, fourCellsSettings as settings } from '#test/fixtures/four-cells.ts'
import { march31, table } from './asked.ts'
import { projected } from './projected.ts'

type Ask = <Q extends QuestionName>(
  question: Q,
  params: Questions[Q]['params'],
) => Promise<Questions[Q]['answer']>

async function within(rows: Rows, asking: (ask: Ask) => Promise<void>): Promise<void> {
  const { reader, close } = await projected(rows, settings, fourCellsImportedAt)
  try {
    await asking((question, params) => answer(reader, settings, question, params))
  } finally {
    close()
  }
}

const view = march31
const perArea = ['coverage', 'density', 'rectification', 'lateness'] as const
const zero = { batches: 0, personTimes: 0, visits: 0, places: 0, units: 0 }

test('an empty district answers every question', async () => {
  await within({}, async (ask) => {
    for (const level of levels) {
      for (const question of perArea) expect((await ask(question, { view, level })).rows).toBe(0)
      expect((await ask('playback', { view, level, days: 3, knownEachDay: false })).rows).toBe(0)
      expect(await ask('ranking', { view, level, by: 'density', limit: 9 })).toEqual([])
    }
    expect((await ask('sites', { view })).rows).toBe(0)
    const series = await ask('series', { view, days: 2, areaId: null })
    expect(table(series, 'dayNo', 'visits', 'issues')).toEqual([
      [20542, 0, 0],
      [20543, 0, 0],
    ])
    expect(await ask('counters', { view })).toEqual({ day: zero, total: zero, since: '2026-03-01' })
    expect(await ask('history', { view, areaId: null, siteId: null, limit: 9 })).toEqual([])
    expect((await ask('why', { view, areaId: 'd' })).sites).toEqual([])
  })
})

test('one cell alone, without sites, has a row of nothing on both levels there are', async () => {
  const area = (fourCells.area ?? []).filter(({ area_id }) => area_id === 'c1')
  await within({ area: area.map((cell) => ({ ...cell, parent_id: null })) }, async (ask) => {
    const rows = async (level: (typeof levels)[number]) =>
      table(
        await ask('coverage', { view, level }),
        'areaNo',
        'recencyDays',
        'intervalDays',
        'activeSites',
        'debtMilli',
      )
    expect(await rows('cell')).toEqual([[1, null, 14, 0, 0]])
    expect(await rows('community')).toEqual([])
    expect(await rows('district')).toEqual([[1, null, 1, 0, 0]])
    const playback = await ask('playback', { view, level: 'cell', days: 2, knownEachDay: false })
    expect(table(playback, 'recencyDays', 'activeSites', 'visits', 'found', 'expectedMilli')).toEqual([
      [null, 0, 0, 0, 0],
      [null, 0, 0, 0, 0],
    ])
  })
})

test('sites without any area are in the register, in no area', async () => {
  const { area: _, ...rows } = fourCells
  await within(
    { ...rows, site: (rows.site ?? []).map((site) => ({ ...site, area_id: null })) },
    async (ask) => {
      expect((await ask('coverage', { view, level: 'district' })).rows).toBe(0)
      expect((await ask('sites', { view })).rows).toBe(5)
      expect((await ask('counters', { view })).total.visits).toBe(7)
      expect(await ask('history', { view, areaId: null, siteId: 'a', limit: 9 })).toHaveLength(3)
    },
  )
})
