import { describe, expect, test } from 'vitest'
import { ImportRefused } from '#server/ingest/refused.ts'
import { badCsv, badGeojson, badXlsx, type BadInput } from '#test/fixtures/bad-input.ts'
import { freshHome, mappingOf } from './fresh-home.ts'

/** Every row is stored, or told with line, field and reason; a file is refused as a whole, or not at all. */
describe.each([
  ['CSV', badCsv],
  ['a workbook', badXlsx],
  ['GeoJSON', badGeojson],
] as const)('%s:', (_, corpus: readonly BadInput[]) => {
  test.each(corpus)('$name', async ({ file, content, mapping, stored, rejects, refused }) => {
    const { home, bring, close } = await freshHome()
    try {
      const report = await bring(content, mappingOf(mapping), { name: file }).catch((error: unknown) => {
        if (error instanceof ImportRefused) return error
        throw error
      })
      const [table, key] = file.startsWith('areas')
        ? (['area', 'area_id'] as const)
        : (['site', 'site_id'] as const)
      const kept: string[] = []
      await home.warehouse.each(table, (rows: readonly object[]) => {
        for (const row of rows) kept.push(String(Object.entries(row).find(([name]) => name === key)?.[1]))
      })
      expect(kept.toSorted()).toEqual([...stored].toSorted())
      if (report instanceof ImportRefused) {
        expect(report.code).toBe(refused)
        expect(home.ledger.head.seq).toBe(0)
        return
      }
      expect(refused).toBeUndefined()
      const { counts } = report
      expect(report.rejects.sample.map(({ line, field, code }) => [line, field, code])).toEqual(rejects)
      for (const { reason } of report.rejects.sample) expect(reason).toMatch(/^\w.*[.?]$/s)
      expect(counts.read).toBe(counts.mapped + counts.skipped + counts.rejected)
      expect(counts.rejected).toBe(new Set(rejects.map(([line]) => line)).size)
    } finally {
      await close()
    }
  })
})
