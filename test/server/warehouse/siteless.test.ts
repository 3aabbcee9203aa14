import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHome } from '#server/home.ts'
import { areaRow, issueRow, siteRow, square, visitRow } from '#test/support/projection.ts'
import { runCli } from '#test/support/server.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingcha-siteless-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const visit = (visit_id: string, site_id: string, day: string) =>
  visitRow({ visit_id, site_id, visited_at: `${day}T04:00:00.000Z` })
const gone = { site: [siteRow({ site_id: 'gone', lon: 113.502, lat: 22.302 })] }

test('what happened at sites that are not in the register counts nowhere until they are', async () => {
  const home = await openHome(folder)
  const stood = {
    firstDay: '2026-01-05',
    lastDay: '2026-01-06',
    counts: { sites: 1, visits: 2, issues: 1 },
    siteless: { visits: 2, issues: 1 },
  }
  const all = { firstDay: '2026-01-01', lastDay: '2026-01-09', siteless: { visits: 0, issues: 0 } }
  const area = areaRow({ area_id: 'k', level: 'cell', geometry: square(113.5, 22.3, 0.02) })
  const stays = siteRow({ site_id: 'stays', lon: 113.501, lat: 22.301 })
  const rows = [
    { area: [area], site: [stays] },
    gone,
    {
      visit: [
        visit('1', 'gone', '2026-01-01'),
        visit('2', 'stays', '2026-01-05'),
        visit('3', 'gone', '2026-01-09'),
      ],
      issue: [
        issueRow({ issue_id: 'a', site_id: 'gone', raised_at: '2026-01-02T04:00:00.000Z' }),
        issueRow({ issue_id: 'b', site_id: 'stays', raised_at: '2026-01-02T04:00:00.000Z' }),
      ],
    },
  ]
  for (const given of rows) await home.commit({ kind: 'rows', body: { rows: given } })
  expect(home.warehouse.state).toMatchObject({ ...all, counts: { sites: 2, visits: 3, issues: 2 } })
  await home.commit({ kind: 'undo', body: { seq: 2, reason: '' } })
  await home.commit({ kind: 'rows', body: { rows: { visit: [visit('4', 'stays', '2026-01-06')] } } })
  expect(home.warehouse.state).toMatchObject(stood)
  await home.close()

  const again = await openHome(folder)
  expect(again.warehouse.state).toMatchObject(stood)
  await again.commit({ kind: 'rows', body: { rows: gone } })
  expect(again.warehouse.state).toMatchObject({ ...all, counts: { sites: 2, visits: 4, issues: 2 } })
  await again.close()
})

test('who takes sites back is told how many visits and issues are then without one', async () => {
  const { code, out } = await runCli(folder, ['undo', '6'])
  expect(code).toBe(0)
  expect(out).toMatch(/^2 visits and 1 issues are now without a site/m)
  expect((await runCli(folder, ['undo', '5'])).out).not.toMatch(/without a site/)
})
