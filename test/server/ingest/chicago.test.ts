import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFile } from '#server/ingest/import.ts'
import { readMapping } from '#server/ingest/mapping.ts'
import { openFreshHome, type FreshHome } from './fresh-home.ts'

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const canvass = at('../shared/data/chicago/chicago_canvass_2011_2014.csv.gz')
const neighborhoods = at('../shared/data/chicago/neighborhoods.geojson.gz')

describe.skipIf(!existsSync(canvass))(
  'the City of Chicago’s canvass inspections (skipped: the file is not here)',
  () => {
    let home: FreshHome
    beforeAll(async () => {
      home = await openFreshHome()
    })
    afterAll(() => home.close())

    test('the 98 neighbourhoods become communities', async () => {
      const mapping = await readMapping(at('data/mappings/chicago-neighborhoods.json'))
      const report = await importFile(home, {
        file: neighborhoods,
        mapping,
        mappingName: 'chicago-neighborhoods',
      })
      console.log(report)
      expect(report.counts).toEqual({
        read: 98,
        mapped: 98,
        skipped: 0,
        rejected: 0,
        tables: { area: { stored: 98, added: 98, replaced: 0, unchanged: 0 } },
      })
    })

    test('27,600 inspections of 12,367 licences become sites, visits and issues, and the counts add up', async () => {
      const mapping = await readMapping(at('data/mappings/chicago-canvass.json'))
      const t = performance.now()
      const report = await importFile(home, { file: canvass, mapping, mappingName: 'chicago-canvass' })
      console.log(report, performance.now() - t)
      const { read, mapped, skipped, rejected, tables } = report.counts
      expect(read).toBe(27_600)
      expect(mapped + skipped + rejected).toBe(read)
      expect(tables.site?.stored).toBe(12_367)
    })
  },
)
