import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMapping } from '#server/ingest/mapping.ts'
import type { ImportReport } from '#server/ingest/report.ts'
import { makePortal } from '../../fixtures/chicago-portal.ts'
import { freshHome, repositoryPath, type FreshHome } from './fresh-home.ts'

const { csv, expected } = makePortal()

describe('the format of the City of Chicago’s portal', () => {
  let fresh: FreshHome
  let report: ImportReport
  beforeAll(async () => {
    fresh = await freshHome()
    const mapping = await readMapping(repositoryPath('data/mappings/chicago-portal.json'))
    report = await fresh.bring(csv, mapping, { name: 'food-inspections.csv' })
  })
  afterAll(() => fresh.close())

  test('the fixture and what is expected of it are those its maker makes', async () => {
    const fixture = (name: string) => readFile(repositoryPath(`test/fixtures/${name}`), 'utf8')
    expect(csv).toBe(await fixture('chicago-portal.csv'))
    expect(expected).toEqual(JSON.parse(await fixture('chicago-portal.expected.json')))
  })

  test('every record is mapped, skipped or rejected, as listed', () => {
    const { tables, ...records } = report.counts
    expect(records).toEqual(expected.counts)
    expect(records.read).toBe(records.mapped + records.skipped + records.rejected)
    const stored = Object.fromEntries(Object.entries(tables).map(([table, count]) => [table, count.stored]))
    expect(stored).toEqual(expected.stored)
  })

  test('each record that cannot be taken is told with line, field and reason, each cause once', () => {
    const told = report.rejects.sample.map(({ line, field, code }) => ({ line, field, code }))
    expect(told).toEqual(expected.rejects)
    for (const { reason } of report.rejects.sample) expect(reason).toMatch(/\.$/)
  })

  test('violations become issues by number and by priority, their comments are not kept', async () => {
    for (const [visit, violations] of Object.entries(expected.samples)) {
      const ids = Array.from({ length: 6 }, (_, i) => `${visit}/${i + 1}`)
      const issues = await fresh.home.warehouse.current('issue', ids)
      const found = issues
        .toSorted((a, b) => a.issue_id.localeCompare(b.issue_id))
        .map(({ category, severity }) => ({ category, severity }))
      expect(found).toEqual(violations)
    }
  })

  test('a licence’s newest record says whether it is closed and where it lies', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => String(1_000_000 + i))
    const sites = await fresh.home.warehouse.current('site', ids)
    const of = (test: (site: (typeof sites)[number]) => boolean) =>
      sites.filter(test).map(({ site_id }) => site_id)
    expect(of(({ closed_on }) => closed_on !== null).toSorted()).toEqual(expected.closedSites)
    expect(of(({ lat }) => lat === null).toSorted()).toEqual(expected.sitesWithoutPosition)
  })

  test('results of visits where nobody was let in stay apart from those of inspections', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => String(520_000 + i))
    const visits = await fresh.home.warehouse.current('visit', ids)
    const counts: Record<string, number> = {}
    for (const { result } of visits) counts[result ?? ''] = (counts[result ?? ''] ?? 0) + 1
    expect(counts).toEqual(expected.results)
  })
})
