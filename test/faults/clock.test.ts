import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { valueAt } from '#data/contract/columns.ts'
import { openHome, type Home } from '#server/home.ts'
import { answersOf } from '#test/support/small-home.ts'
import { visitRow } from '#test/support/projection.ts'
import { fourCells, settings } from '#test/server/routes/small-district.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingcha-clock-'))
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(folder, { recursive: true, force: true })
})

const noon = Date.parse('2026-03-10T04:00:00.000Z')
const day = 86_400_000
/** A clock put forward and back a day, ten years back, and across both changes of summer time in Europe. */
const clocks = [
  noon,
  noon + day,
  noon - day,
  noon - 3653 * day,
  Date.parse('2026-03-29T00:59:59.999Z'),
  Date.parse('2026-03-29T01:00:00.000Z'),
  Date.parse('2026-10-25T00:59:59.000Z'),
  Date.parse('2026-10-25T01:00:00.000Z'),
  noon,
]

async function filled(): Promise<Home> {
  const home = await openHome(folder)
  const zone = 'Europe/Berlin'
  await home.commit({ kind: 'settings', body: { version: 1, settings: { ...settings, zone } } })
  await home.commit({ kind: 'rows', body: { rows: fourCells() } })
  return home
}

test('however the clock jumps, the sequence is the order, no recency is negative, and a projection built anew answers the same', async () => {
  vi.setSystemTime(noon)
  const home = await filled()
  const ats: string[] = []
  for (const [i, at] of clocks.entries()) {
    vi.setSystemTime(at)
    const visit = visitRow({
      visit_id: `c${i}`,
      site_id: 'market',
      visited_at: new Date(at).toISOString(),
      recorded_at: new Date(at).toISOString(),
    })
    const entry = await home.commit({ kind: 'rows', body: { rows: { visit: [visit] } } })
    expect(entry.seq).toBe(3 + i)
    ats.push(entry.at)
  }
  expect(ats).toEqual(clocks.map((at) => new Date(at).toISOString()))
  for (const asOf of ['2016-03-08', '2026-03-09', '2026-03-10', '2026-03-29', '2026-10-25', '2026-12-31']) {
    const view = {
      asOf,
      knownAt: null,
      windowDays: 30,
      kinds: null,
      sectors: null,
      modes: null,
      severities: null,
    }
    const { columns } = await home.warehouse.ask('coverage', { view, level: 'cell' })
    for (let row = 0; row < columns.recencyDays.length; row++)
      expect(valueAt(columns.recencyDays, row) ?? 0).toBeGreaterThanOrEqual(0)
  }
  const before = await answersOf(home)
  await home.warehouse.rebuild()
  expect(await answersOf(home)).toEqual(before)
  await home.close()

  vi.setSystemTime(noon - 3653 * day)
  const again = await openHome(folder)
  expect(again.damage).toBeNull()
  expect(await answersOf(again)).toEqual(before)
  await again.close()
})
