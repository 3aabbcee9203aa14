import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFile } from '#server/ingest/import.ts'
import { readMapping } from '#server/ingest/mapping.ts'
import { freshHome, now, repositoryPath, type FreshHome } from './fresh-home.ts'

const canvass = repositoryPath('../shared/data/chicago/chicago_canvass_2011_2014.csv.gz')
const neighborhoods = repositoryPath('../shared/data/chicago/neighborhoods.geojson.gz')
const whole = { replaced: 0, unchanged: 0 }

describe.skipIf(!existsSync(canvass))(
  'the canvass inspections of Chicago (skipped where the file is not)',
  () => {
    let fresh: FreshHome
    beforeAll(async () => {
      fresh = await freshHome()
    })
    afterAll(() => fresh.close())
    const bring = async (file: string, name: string) =>
      importFile(fresh.home, {
        file,
        mapping: await readMapping(repositoryPath(`data/mappings/${name}.json`)),
        mappingName: name,
        now,
      })

    test('all 98 neighbourhoods become communities, slivers and small tangles included', async () => {
      const { counts } = await bring(neighborhoods, 'chicago-neighborhoods')
      expect(counts).toEqual({
        read: 98,
        mapped: 98,
        skipped: 0,
        rejected: 0,
        tables: { area: { stored: 98, added: 98, ...whole } },
      })
    })

    test('27,600 inspections of 12,367 licences are all taken, each violation that counts an issue', async () => {
      const { counts, merged } = await bring(canvass, 'chicago-canvass')
      expect(counts).toEqual({
        read: 27_600,
        mapped: 27_600,
        skipped: 0,
        rejected: 0,
        tables: {
          team: { stored: 6, added: 6, ...whole },
          site: { stored: 12_367, added: 12_367, ...whole },
          visit: { stored: 27_600, added: 27_600, ...whole },
          issue: { stored: 5_471 + 9_643, added: 5_471 + 9_643, ...whole },
        },
      })
      expect(merged).toEqual({ team: 27_600 - 5_200 - 6, site: 27_600 - 12_367 })
    })

    test('the same file again changes nothing', async () => {
      const before = fresh.home.ledger.head
      const report = await bring(canvass, 'chicago-canvass')
      expect(report).toMatchObject({ outcome: 'already', seq: 2 })
      expect(fresh.home.ledger.head).toEqual(before)
    })

    test('an inspection is a visit at midnight in Chicago, its violations issues under its number', async () => {
      const { warehouse } = fresh.home
      expect(await warehouse.current('visit', ['529281'])).toMatchObject([
        {
          site_id: '82474',
          visited_at: '2011-09-02T05:00:00.000Z',
          mode: 'on-site',
          result: 'pass',
          team_id: 'orange',
        },
      ])
      expect(await warehouse.current('site', ['82474'])).toMatchObject([
        { kind: 'enterprise', lon: -87.64082, lat: 41.82364, interval_days: 183 },
      ])
      const issues = await warehouse.current('issue', ['567590/1', '567590/2', '567590/3', '567590/4'])
      expect(
        issues.map(({ issue_id, site_id, visit_id, severity }) => [issue_id, site_id, visit_id, severity]),
      ).toEqual([
        ['567590/1', '1447', '567590', 3],
        ['567590/2', '1447', '567590', 3],
        ['567590/3', '1447', '567590', 2],
      ])
    })
  },
)
