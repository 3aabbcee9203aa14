import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Home } from '#server/home.ts'
import { workbook } from '#test/fixtures/workbook.ts'
import { freshHome, mappingOf, type FreshHome } from './fresh-home.ts'
import { sites, visitFields, visits } from './sites-and-visits.ts'

/** Sites and visits as rows of files, each with a key of its own. */
const drawn = fc
  .record({
    sites: fc.array(
      fc.record({
        name: fc.constantFrom('市场', 'Školka', '"A", b', ''),
        lon: fc.integer({ min: 113_000, max: 114_000 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    visits: fc.array(
      fc.record({ site: fc.nat(5), minute: fc.nat(500_000), order: fc.nat(), file: fc.nat(2) }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map((made) => ({
    sites: made.sites.map(({ name, lon }, i) => [`s${i}`, name, String(lon / 1000), '22.3']),
    visits: made.visits.map(({ site, minute, order, file }, i) => ({
      row: [`v${i}`, `s${site % made.sites.length}`, clock(minute)],
      order,
      file,
    })),
  }))

function clock(minute: number): string {
  return new Date(Date.UTC(2025, 0, 1) + minute * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}
const csvOf = (rows: readonly string[][]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
const siteHeader = ['id', 'name', 'lon', 'lat']
const visitHeader = ['id', 'site', 'at']
const visitsOfBook = mappingOf({
  format: 'xlsx',
  header: true,
  datum: 'WGS84',
  entities: [{ table: 'visit', fields: visitFields }],
})

async function everything(home: Home): Promise<unknown[]> {
  const all: unknown[] = []
  for (const table of ['site', 'visit'] as const)
    await home.warehouse.each(table, (rows) => void all.push(...rows))
  return all
}

/** What stands after some files were brought into a home of their own. */
async function after(bring: (fresh: FreshHome) => Promise<unknown>): Promise<unknown[]> {
  const fresh = await freshHome()
  try {
    await bring(fresh)
    return await everything(fresh.home)
  } finally {
    await fresh.close()
  }
}

test('what stands does not depend on the order of rows, on how they are spread over files, or on the format', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async (given) => {
      const rows = given.visits.map(({ row }) => row)
      const bringSites = (fresh: FreshHome, list = given.sites) =>
        fresh.bring(csvOf([siteHeader, ...list]), sites, { name: 'sites.csv' })
      const whole = await after(async (fresh) => {
        await bringSites(fresh)
        await fresh.bring(csvOf([visitHeader, ...rows]), visits)
      })
      const shuffled = await after(async (fresh) => {
        await bringSites(fresh, given.sites.toReversed())
        const turned = given.visits.toSorted((a, b) => a.order - b.order).map(({ row }) => row)
        await fresh.bring(csvOf([visitHeader, ...turned]), visits)
      })
      const split = await after(async (fresh) => {
        await bringSites(fresh)
        for (const part of [2, 0, 1]) {
          const rest = given.visits.flatMap(({ row, file }) => (file === part ? [row] : []))
          await fresh.bring(csvOf([visitHeader, ...rest]), visits, { name: `${part}.csv` })
        }
        // The first part once more, within a file that holds all of them.
        await fresh.bring(csvOf([visitHeader, ...rows]), visits, { name: 'all.csv' })
      })
      const book = await after(async (fresh) => {
        await bringSites(fresh)
        const content = workbook({ sheets: [{ name: 'S', rows: [visitHeader, ...rows] }] })
        await fresh.bring(content, visitsOfBook, { name: 'visits.xlsx' })
      })
      expect(whole).toHaveLength(given.sites.length + given.visits.length)
      expect(shuffled).toEqual(whole)
      expect(split).toEqual(whole)
      expect(book).toEqual(whole)
    }),
    { numRuns: 5, endOnFailure: true },
  )
})
