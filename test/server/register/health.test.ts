import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { registerAnswer, type Finding } from '#data/contract/register.ts'
import type { Row } from '#data/contract/tables.ts'
import { ambiguousSites, doubledSites } from '#server/register/sites.ts'
import { overlaps } from '#server/register/cells.ts'
import type { AreaRecord, SiteRecord } from '#server/warehouse/records.ts'
import { fourCells, serveRows, type Served } from '#test/server/routes/small-district.ts'

let served: Served | null = null
afterEach(async () => {
  await served?.close()
  served = null
})

type Site = Row<'site'>
const metre = 1 / 111_195

async function findingsOf(change: {
  sites?: (sites: Site[]) => Site[]
  areas?: (areas: Row<'area'>[]) => Row<'area'>[]
}) {
  const rows = fourCells()
  served = await serveRows({
    ...rows,
    site: change.sites?.([...(rows.site ?? [])]) ?? rows.site ?? [],
    area: change.areas?.([...(rows.area ?? [])]) ?? rows.area ?? [],
  })
  const answer = registerAnswer.parse(await (await served.get('/api/register/health')).json())
  const of = (finding: Finding) => {
    const one = answer.findings.find((found) => found.finding === finding)
    expect(one?.total).toBe(one?.found.length)
    return one?.found ?? []
  }
  return { answer, of }
}
const rectangle = (x: number, y: number, wide: number, high: number): Row<'area'>['geometry'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [113.5 + x, 22.3 + y],
      [113.5 + x + wide, 22.3 + y],
      [113.5 + x + wide, 22.3 + y + high],
      [113.5 + x, 22.3 + y + high],
      [113.5 + x, 22.3 + y],
    ],
  ],
})
const another = (areas: Row<'area'>[], area_id: string, geometry: Row<'area'>['geometry']): Row<'area'>[] => {
  const [first] = areas.filter(({ level }) => level === 'cell')
  return first === undefined ? areas : [...areas, { ...first, area_id, name: `名 ${area_id}`, geometry }]
}

describe('a register', () => {
  it('in order has no findings but the cell where no site is', async () => {
    const { answer, of } = await findingsOf({})
    expect(answer).toMatchObject({ sites: 3, cells: 4 })
    expect(answer.findings.filter(({ total }) => total > 0).map(({ finding }) => finding)).toEqual([
      'no-sites',
    ])
    expect(of('no-sites').map(({ id }) => id)).toEqual(['c4'])
  })

  it('tells sites without a position, outside every cell, and in two cells', async () => {
    const { of } = await findingsOf({
      sites: (sites) =>
        sites.map((site) => ({
          ...site,
          ...(site.site_id === 'school'
            ? { lon: null, lat: null }
            : site.site_id === 'park'
              ? { lon: 114 }
              : {}),
        })),
      areas: (areas) => another(areas, 'c5', rectangle(0.004, 0.004, 0.002, 0.002)),
    })
    expect(of('no-position').map(({ id }) => id)).toEqual(['school'])
    expect(of('outside').map(({ id }) => id)).toEqual(['park'])
    expect(of('ambiguous')).toMatchObject([{ id: 'market', with: [{ id: 'c1' }, { id: 'c5' }] }])
    expect(of('overlap')).toMatchObject([{ id: 'c1', with: [{ id: 'c5' }] }])
    expect(of('overlap')[0]?.amount).toBeGreaterThan(
      0.95 * (0.002 / metre) ** 2 * Math.cos((22.3 * Math.PI) / 180),
    )
  })

  it('tells sites of one name within 30 m, whatever its width and spaces, and not beyond', async () => {
    const twin = (id: string, name: string, metresNorth: number) => (sites: Site[]) => {
      const [first] = sites
      return first === undefined
        ? sites
        : [...sites, { ...first, site_id: id, name, lat: (first.lat ?? 0) + metresNorth * metre }]
    }
    const { of } = await findingsOf({
      sites: (sites) => twin('far', '点market', 31)(twin('near', '点 ＭＡＲＫＥＴ', 12)(sites)),
    })
    expect(
      of('doubled').map(({ id, amount, with: others }) => [id, amount, others.map((one) => one.id)]),
    ).toEqual([
      ['market', 12, ['near']],
      ['near', 12, ['market', 'far']],
      ['far', 19, ['near']],
    ])
  })

  it('tells cells too thin to be meant, and not those that merely touch', async () => {
    const { of } = await findingsOf({
      areas: (areas) => another(areas, 'thin', rectangle(0.03, 0, 0.00015, 0.01)),
    })
    expect(of('sliver').map(({ id, amount }) => [id, amount])).toEqual([['thin', 15]])
    expect(of('overlap')).toEqual([])
  })

  it('tells sites that no import brought for a year', async () => {
    const { of } = await findingsOf({})
    expect(of('stale')).toEqual([])
    const sites = await served?.home.warehouse.staleSites(new Date(Date.now() + 60_000), 'Asia/Shanghai')
    expect(sites?.map(({ siteId }) => siteId).toSorted()).toEqual(['market', 'park', 'school'])
  })
})

/** Rectangles and points on a grid of metres, where inside and overlap are told by comparing numbers. */
const side = fc.integer({ min: 0, max: 40 })
const box = fc.tuple(side, side, fc.integer({ min: 20, max: 60 }), fc.integer({ min: 20, max: 60 }))
const cellOf = ([x, y, wide, high]: readonly [number, number, number, number], i: number): AreaRecord => {
  const degrees = (metres: number) => metres * metre
  const geometry = rectangle(degrees(x), degrees(y), degrees(wide), degrees(high))
  const [west, south] = [113.5 + degrees(x), 22.3 + degrees(y)]
  return {
    areaId: `c${i}`,
    parentId: null,
    level: 'cell',
    code: null,
    name: `c${i}`,
    nameEn: null,
    geometry,
    population: null,
    households: null,
    unitId: null,
    unitName: null,
    unitNameEn: null,
    intervalDays: null,
    effectiveIntervalDays: 14,
    synthetic: null,
    areaNo: i + 1,
    derived: false,
    labelLon: west,
    labelLat: south,
    areaM2: wide * high,
    west,
    south,
    east: west + degrees(wide),
    north: south + degrees(high),
  }
}
const siteOf = ([x, y]: readonly [number, number], i: number, name: string): SiteRecord => ({
  siteId: `s${i}`,
  code: null,
  name,
  nameEn: null,
  kind: 'market',
  lon: 113.5 + (x + 0.5) * metre,
  lat: 22.3 + (y + 0.5) * metre,
  unitId: null,
  unitName: null,
  unitNameEn: null,
  sector: null,
  openedOn: null,
  closedOn: null,
  synthetic: null,
  siteNo: i + 1,
  cellId: null,
  cellNo: 0,
  communityId: null,
  communityNo: 0,
  intervalDays: 14,
})

describe('as a naive count has it', () => {
  it('a site is in several cells where several rectangles hold it', () => {
    fc.assert(
      fc.property(
        fc.array(box, { maxLength: 8 }),
        fc.array(fc.tuple(side, side), { maxLength: 20 }),
        (boxes, points) => {
          const sites = points.map((point, i) => siteOf(point, i, `${i}`))
          const expected = points.flatMap(([x, y], i) => {
            const holders = boxes.filter(
              ([bx, by, w, h]) => x + 0.5 > bx && x + 0.5 < bx + w && y + 0.5 > by && y + 0.5 < by + h,
            )
            return holders.length > 1 ? [[`s${i}`, holders.length]] : []
          })
          expect(
            ambiguousSites(sites, boxes.map(cellOf)).map((found) => [found.id, found.with.length]),
          ).toEqual(expected)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('a site is doubled where a namesake is within 30 m', () => {
    const place = fc.tuple(side, side, fc.constantFrom('甲', '乙', ''))
    fc.assert(
      fc.property(fc.array(place, { maxLength: 25 }), (places) => {
        const sites = places.map(([x, y, name], i) => siteOf([x, y], i, name))
        const cosine = Math.cos((22.3 * Math.PI) / 180)
        const expected = places.flatMap(([x, y, name], i) => {
          const near = places.filter(
            ([ox, oy, other], j) =>
              j !== i && name !== '' && other === name && Math.hypot((ox - x) * cosine, oy - y) <= 29.99,
          )
          return near.length > 0 ? [`s${i}`] : []
        })
        const found = doubledSites(sites)
          .filter(({ amount }) => (amount ?? 0) < 30)
          .map(({ id }) => id)
        for (const id of expected) expect(doubledSites(sites).map((one) => one.id)).toContain(id)
        for (const id of found) expect(expected).toContain(id)
      }),
      { numRuns: 100 },
    )
  })

  it('cells overlap by the area that their rectangles share', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(box, { maxLength: 6 }), async (boxes) => {
        const cosine = Math.cos((22.3 * Math.PI) / 180)
        const expected = boxes.flatMap(([ax, ay, aw, ah], i) =>
          boxes.slice(i + 1).flatMap(([bx, by, bw, bh]) => {
            const wide = Math.min(ax + aw, bx + bw) - Math.max(ax, bx)
            const high = Math.min(ay + ah, by + bh) - Math.max(ay, by)
            const shared = Math.max(0, wide) * Math.max(0, high) * cosine
            return shared > 110 ? [shared] : []
          }),
        )
        const found = (await overlaps(boxes.map(cellOf)))
          .map(({ amount }) => amount ?? 0)
          .filter((amount) => amount > 112)
        for (const [i, shared] of expected
          .toSorted((a, b) => b - a)
          .filter((amount) => amount > 114)
          .entries())
          expect(found[i]).toBeGreaterThan(shared * 0.98)
      }),
      { numRuns: 60 },
    )
  })
})
