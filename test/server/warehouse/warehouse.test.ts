import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultSettings } from '#data/contract/settings.ts'
import { openEngine } from '#server/warehouse/engine.ts'
import { openHome, type Home } from '#server/home.ts'
import { makeSmallHome, smallDistrict, view } from '#test/support/small-home.ts'
import {
  areaRow,
  entriesOf,
  issueRow,
  openTestProjection,
  siteRow,
  square,
  visitRow,
} from '#test/support/projection.ts'
import { rowsOf } from '#server/warehouse/statement.ts'

let home: Home
let removeHome: () => Promise<void>
beforeAll(async () => {
  const made = await makeSmallHome({ memoryLimit: '512MB' })
  home = made.home
  removeHome = made.remove
})
afterAll(async () => {
  await home.close()
  await removeHome()
})

describe('what it tells', () => {
  test('areas come numbered within their level, derived ones too', async () => {
    const areas = await home.warehouse.areas()
    for (const level of ['district', 'community', 'cell'] as const)
      expect(areas.filter((area) => area.level === level).map(({ areaNo }) => areaNo)).toEqual(
        areas.filter((area) => area.level === level).map((_, i) => i + 1),
      )
    expect(areas.find(({ areaId }) => areaId === 'k1')).toMatchObject({
      derived: false,
      effectiveIntervalDays: 14,
      parentId: 'c1',
    })
    expect(areas.filter(({ parentId }) => parentId === 'c2').every(({ derived }) => derived)).toBe(true)
    expect(home.warehouse.state.counts).toMatchObject({
      communities: 2,
      cells: areas.filter(({ level }) => level === 'cell').length,
      visits: 301,
    })
  })

  test('sites of a cell, a community and the district are those that lie in them', async () => {
    const all = await home.warehouse.sites()
    expect(all.map(({ siteNo }) => siteNo)).toEqual(all.map((_, i) => i + 1))
    const inCell = await home.warehouse.sites({ areaId: 'k1' })
    expect(inCell).toEqual(all.filter(({ cellId }) => cellId === 'k1'))
    expect(inCell.length).toBeGreaterThan(3)
    expect(await home.warehouse.sites({ areaId: 'c2' })).toEqual(
      all.filter(({ communityId }) => communityId === 'c2'),
    )
    expect(await home.warehouse.sites({ areaId: 'district' })).toHaveLength(30)
    expect(await home.warehouse.sites({ limit: 4 })).toEqual(all.slice(0, 4))
    expect(all[0]).toMatchObject({ siteId: 's0', unitName: '市场所', sector: 'market', intervalDays: 14 })
  })

  test('current rows come back as their source gave them, derived areas are not rows', async () => {
    expect(await home.warehouse.current('visit', ['v7', 'v299', 'never'])).toEqual([
      smallDistrict.visit?.[299],
      smallDistrict.visit?.[7],
    ])
    expect(await home.warehouse.current('area', ['k1', 'district'])).toEqual([smallDistrict.area?.[1]])
    expect(await home.warehouse.has('area', ['k1', 'district'])).toEqual(new Set(['k1']))
    expect(await home.warehouse.has('visit', ['undone', 'posted', 'v1'])).toEqual(new Set(['posted', 'v1']))
    const seen: string[] = []
    await home.warehouse.each('issue', (rows) => {
      seen.push(...rows.map(({ issue_id }) => issue_id))
    })
    expect(seen).toEqual(smallDistrict.issue?.map(({ issue_id }) => issue_id).toSorted())
  })
})

describe('what it withstands', () => {
  test('a locked-down database reads and writes nothing outside its folder and stays locked', async () => {
    const engine = await openEngine(':memory:', { allowed: join(home.folder, 'ledger') })
    const outside = join(tmpdir(), `mingcha-outside-${process.pid}.csv`)
    await writeFile(outside, 'a\n1\n')
    const refused = [
      `SELECT * FROM read_csv('${outside}')`,
      `SELECT * FROM '${outside}'`,
      `SELECT * FROM read_text('/etc/passwd')`,
      `COPY (SELECT 1) TO '${outside}.parquet' (FORMAT parquet)`,
      `ATTACH '${outside}.db'`,
      `INSTALL httpfs`,
      `LOAD httpfs`,
      `SET enable_external_access = true`,
      `SET allowed_directories = ['/']`,
      `SET TimeZone = 'America/Chicago'`,
    ]
    for (const { connection } of [{ connection: engine.writer }, ...engine.lanes])
      for (const sql of refused) await expect(connection.run(sql), sql).rejects.toThrow()
    const [zone] = await rowsOf<{ zone: string }>(engine.writer, `SELECT current_setting('TimeZone') AS zone`)
    expect(zone?.zone).toBe('UTC')
    engine.close()
  })

  test('a question that runs out of memory or time fails alone; the next one is answered', async () => {
    const engine = await openEngine(':memory:', { allowed: home.folder, readers: 1, memoryLimit: '40MB' })
    const [lane] = engine.lanes
    if (lane === undefined) throw new Error('one reader was asked for')
    await expect(lane.reader.rows(hungry, {})).rejects.toThrow('Out of Memory')
    expect(await lane.reader.rows('SELECT 1 AS one', {})).toEqual([{ one: 1 }])
    const endless = lane.reader.rows(
      'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range = -b.range - 1 OR random() > 2',
      {},
    )
    setTimeout(() => lane.connection.interrupt(), 100)
    await expect(endless).rejects.toThrow()
    expect(await lane.reader.rows('SELECT 1 AS one', {})).toEqual([{ one: 1 }])
    engine.close()
  })

  test('a question over its time limit is interrupted, and the projection goes on answering and following', async () => {
    const made = await makeSmallHome({ questionLimitMs: 0 })
    const before = made.home.warehouse.state.seq
    const many = await Promise.allSettled(
      Array.from({ length: 12 }, () =>
        made.home.warehouse.ask('playback', { view, level: 'cell', days: 365, knownEachDay: false }),
      ),
    )
    expect(many.every(({ status }) => status === 'fulfilled' || status === 'rejected')).toBe(true)
    await made.home.commit({
      kind: 'rows',
      body: { rows: { visit: [visitRow({ visit_id: 'after', site_id: 's1' })] } },
    })
    expect(made.home.warehouse.state.seq).toBe(before + 1)
    expect(await made.home.warehouse.has('visit', ['after'])).toEqual(new Set(['after']))
    await made.home.close()
    await made.remove()
  })

  test('text that is no proper Unicode, or holds NUL, cannot stop the projection', async () => {
    const projection = await openTestProjection()
    const names = ['\ud800half', 'nul\0l', '𠮷', "it's; DROP TABLE site; --"]
    await projection.advance(
      entriesOf([
        {
          kind: 'rows',
          body: { rows: { site: names.map((name, i) => siteRow({ site_id: `s${i}`, name })) } },
        },
      ]),
    )
    const stored = await rowsOf<{ name: string }>(
      projection.connection,
      'SELECT name FROM site ORDER BY site_id',
    )
    expect(stored.map(({ name }) => name)).toEqual(['�half', 'nul�l', '𠮷', "it's; DROP TABLE site; --"])
    projection.close()
  })
})

const hungry = `SELECT len(string_agg(repeat('x', 1000))) AS n FROM range(200000)`

describe('what follows from a row', () => {
  test.each([
    ['Asia/Shanghai', '2026-03-01T15:59:59.999Z', '2026-03-01'],
    ['Asia/Shanghai', '2026-03-01T16:00:00.000Z', '2026-03-02'],
    ['America/Chicago', '2026-03-08T07:59:00.000Z', '2026-03-08'],
    ['America/Chicago', '2026-03-08T05:59:00.000Z', '2026-03-07'],
    ['America/Chicago', '2026-03-09T04:59:00.000Z', '2026-03-08'],
    ['America/Chicago', '2026-03-09T05:00:00.000Z', '2026-03-09'],
    ['America/Chicago', '2026-11-01T06:30:00.000Z', '2026-11-01'],
    ['America/Chicago', '2026-11-02T05:30:00.000Z', '2026-11-01'],
    ['America/Chicago', '2026-11-02T06:00:00.000Z', '2026-11-02'],
    ['Pacific/Apia', '2011-12-30T09:59:00.000Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00.000Z', '2011-12-31'],
  ])('in %s the instant %s lies on the local day %s', async (zone, instant, day) => {
    const projection = await openTestProjection()
    const visit = visitRow({ visit_id: 'v', site_id: 's', visited_at: instant, recorded_at: instant })
    const issue = issueRow({ issue_id: 'i', site_id: 's', raised_at: instant })
    await projection.advance(
      entriesOf([
        {
          kind: 'rows',
          body: { rows: { site: [siteRow({ site_id: 's' })], visit: [visit], issue: [issue] } },
        },
        { kind: 'settings', body: { version: 1, settings: { ...defaultSettings, zone } } },
      ]),
    )
    const days = await rowsOf(projection.connection, 'SELECT visited_day, recorded_day FROM visit')
    expect(days).toEqual([{ visited_day: day, recorded_day: day }])
    expect(await rowsOf(projection.connection, 'SELECT raised_day FROM issue')).toEqual([{ raised_day: day }])
    projection.close()
  })

  test('a site is known since it opened, else since the local day of the entry that first brought it', async () => {
    const projection = await openTestProjection()
    const site = siteRow({ site_id: 'a', name: 'first' })
    const operations = [
      { kind: 'rows', body: { rows: { site: [site, siteRow({ site_id: 'b', opened_on: '2020-05-01' })] } } },
      { kind: 'rows', body: { rows: { site: [{ ...site, name: 'second' }] } } },
      { kind: 'undo', body: { seq: 1, reason: '' } },
    ] as const
    const entries = entriesOf([...operations], Date.parse('2026-01-01T15:30:00.000Z'))
    const since = () => rowsOf(projection.connection, 'SELECT site_id, since_day FROM site ORDER BY site_id')
    await projection.advance(entries.slice(0, 2))
    expect(await since()).toEqual([
      { site_id: 'a', since_day: '2026-01-01' },
      { site_id: 'b', since_day: '2020-05-01' },
    ])
    await projection.advance(entries.slice(2))
    expect(await since()).toEqual([{ site_id: 'a', since_day: '2026-01-02' }])
    projection.close()
  })

  test('after a bulk load the facts lie in order of their day', async () => {
    const projection = await openTestProjection()
    const visits = Array.from({ length: 3000 }, (_, i) =>
      visitRow({
        visit_id: `v${i}`,
        site_id: 's',
        visited_at: new Date(Date.parse('2025-01-01') + ((i * 7919) % 400) * 86_400_000).toISOString(),
      }),
    )
    const site = [siteRow({ site_id: 's' })]
    await projection.advance(
      entriesOf([
        { kind: 'rows', body: { rows: { site, visit: visits.slice(0, 10) } } },
        { kind: 'rows', body: { rows: { visit: visits } } },
      ]),
    )
    const [row] = await rowsOf<{ disorder: number }>(
      projection.connection,
      'SELECT count(*) AS disorder FROM (SELECT visited_day < lag(visited_day) OVER (ORDER BY rowid) AS back FROM visit) WHERE back',
    )
    expect(row?.disorder).toBe(0)
    projection.close()
  })

  test('an hexagon made for a site alone goes when the site does', async () => {
    const projection = await openTestProjection()
    const area = [areaRow({ area_id: 'c', level: 'community', geometry: square(0, 0, 8) })]
    const settings = { ...defaultSettings, h3Resolution: 8 }
    await projection.advance(
      entriesOf([
        { kind: 'settings', body: { version: 1, settings } },
        { kind: 'rows', body: { rows: { area } } },
        { kind: 'rows', body: { rows: { site: [siteRow({ site_id: 'x', lon: 3.21, lat: 4.56 })] } } },
      ]),
    )
    expect(projection.position.state.counts).toMatchObject({ cells: 1, unlocatedSites: 0 })
    const [, , , undo] = entriesOf(
      Array.from({ length: 4 }, () => ({ kind: 'undo', body: { seq: 3, reason: '' } }) as const),
    )
    if (undo !== undefined) await projection.advance([undo])
    expect(projection.position.state.counts).toMatchObject({ cells: 0, sites: 0 })
    projection.close()
  })
})

test('what an interrupted import left in tmp is cleared at the start', async () => {
  const made = await makeSmallHome()
  const left = join(made.folder, 'tmp', 'half.parquet')
  await writeFile(left, 'half')
  await made.home.close()
  const again = await openHome(made.folder)
  await expect(writeFile(left, 'x', { flag: 'r+' })).rejects.toThrow('ENOENT')
  await again.close()
  await made.remove()
})
