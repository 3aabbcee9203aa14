import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Row } from '#data/contract/tables.ts'
import { importFile, importRows } from '#server/ingest/import.ts'
import { checkRows } from '#server/ingest/rows.ts'
import { areaRow, issueRow, siteRow, square, visitRow } from '#test/support/projection.ts'
import { freshHome, now, mappingOf, type FreshHome } from './fresh-home.ts'
import { csv, instant, sites, twoSites, visitFields, visits, visitsWithIssues } from './sites-and-visits.ts'

let fresh: FreshHome
beforeEach(async () => {
  fresh = await freshHome()
})
afterEach(() => fresh.close())
const current = (table: 'site' | 'visit' | 'issue', ...ids: string[]) =>
  fresh.home.warehouse.current(table, ids)

describe('the same file', () => {
  test('twice through the same mapping changes nothing', async () => {
    expect(await fresh.bring(twoSites, sites)).toMatchObject({ outcome: 'stored', seq: 1 })
    const again = await fresh.bring(twoSites, sites)
    expect(again).toMatchObject({ outcome: 'already', seq: 1, counts: { read: 2, mapped: 2, tables: {} } })
    expect(again.message).toContain('already imported as entry 1')
    expect(fresh.home.ledger.head.seq).toBe(1)
  })

  test('again after an undo brings its rows back', async () => {
    await fresh.bring(twoSites, sites)
    await fresh.home.commit({ kind: 'undo', body: { seq: 1, reason: '' } })
    expect(await current('site', 's1')).toEqual([])
    expect(await fresh.bring(twoSites, sites)).toMatchObject({
      outcome: 'stored',
      seq: 3,
      counts: { tables: { site: { added: 2 } } },
    })
    expect(await current('site', 's1')).toHaveLength(1)
  })

  test('again after missing sites came stores only what was rejected before', async () => {
    const file = 'id,site,at\nv1,s1,2026-11-20 09:00\nv2,s9,2026-11-20 09:00\n'
    await fresh.bring(twoSites, sites)
    expect(await fresh.bring(file, visits)).toMatchObject({
      seq: 2,
      counts: { read: 2, mapped: 1, rejected: 1, tables: { visit: { stored: 1 } } },
    })
    expect(await fresh.bring(file, visits)).toMatchObject({
      outcome: 'already',
      seq: 2,
      counts: { rejected: 1 },
    })
    await fresh.bring('id,name,lon,lat\ns9,Z,,\n', sites)
    expect(await fresh.bring(file, visits)).toMatchObject({
      seq: 4,
      held: { visit: 1 },
      counts: { read: 2, mapped: 2, rejected: 0, tables: { visit: { stored: 1, added: 1 } } },
    })
    expect(await fresh.bring(file, visits)).toMatchObject({ outcome: 'already' })
  })
})

describe('a record', () => {
  test('is rejected whole when one of its rows is wrong, and with it what relied on it', async () => {
    const both = mappingOf({
      ...csv,
      entities: [
        {
          table: 'site',
          fields: { site_id: { from: 'site' }, kind: { from: 'kind' }, area_id: { from: 'area' } },
        },
        { table: 'visit', fields: visitFields },
      ],
    })
    const report = await fresh.bring(
      [
        'id,site,kind,area,at',
        'v1,s1,market,,2026-11-20 09:00',
        'v2,s2,bazaar,,2026-11-20 09:00',
        'v3,s3,market,nowhere,2026-11-20 09:00',
        'v4,s3,market,,20 November',
        '',
      ].join('\n'),
      both,
    )
    expect(report.counts).toMatchObject({ read: 4, mapped: 1, rejected: 3 })
    expect(report.rejects.sample.map(({ line, field, code }) => [line, field, code])).toEqual([
      [3, 'site.kind', 'not-allowed'],
      [4, 'site.area_id', 'unknown-reference'],
      [5, 'visit.visited_at', 'not-a-date'],
    ])
    expect(await current('site', 's1', 's2', 's3')).toHaveLength(1)
  })

  test('of what is yet to happen, or closed before it began, is rejected, each cause told once', async () => {
    await fresh.bring(twoSites, sites)
    const header = 'id,site,at,found\n'
    const report = await fresh.bring(
      `${header}v1,s1,2199-01-01 09:00,a;b\nv2,s1,2026-11-20 09:00,x\n`,
      visitsWithIssues,
    )
    expect(report.counts).toMatchObject({ rejected: 1, tables: { visit: { stored: 1 } } })
    expect(report.rejects.sample).toMatchObject([{ line: 2, field: 'visit.visited_at', code: 'future' }])
    const [visit, issue] = visitsWithIssues.entities
    const closed = mappingOf({
      ...csv,
      entities: [visit, { ...issue, fields: { ...issue?.fields, closed_on: { const: '2026-11-18' } } }],
    })
    expect(await fresh.bring(`${header}v3,s1,2026-11-20 09:00,a\n`, closed)).toMatchObject({
      outcome: 'nothing',
      rejects: { byCode: [{ code: 'out-of-order', count: 1 }] },
    })
  })

  test('of an area that would be its own parent, or above what is above it, is rejected', async () => {
    const area = (area_id: string, level: Row<'area'>['level'], parent_id: string | null) =>
      areaRow({ area_id, level, parent_id, geometry: square(113.5, 22.3, 0.01) })
    const bring = async (name: string, ...rows: Row<'area'>[]) => {
      const { counts, rejects } = await importRows(fresh.home, { name, now, rows: { area: rows } })
      expect(counts.rejected).toBe(rejects.total)
      return rejects.sample.map(({ line, field, code }) => `${line} ${field} ${code}`)
    }
    const sound = [area('d', 'district', null), area('c', 'community', 'd'), area('k', 'cell', 'c')]
    expect(await bring('itself', area('c', 'community', 'c'))).toEqual(['1 area.parent_id own-parent'])
    expect(
      await bring(
        'each other',
        area('c', 'community', 'e'),
        area('e', 'community', 'c'),
        area('d', 'district', null),
      ),
    ).toEqual(['1 area.parent_id wrong-level', '2 area.parent_id wrong-level'])
    expect(await bring('sound', ...sound)).toEqual([])
    expect(await bring('in a cell', area('k2', 'cell', 'k'))).toEqual(['1 area.parent_id wrong-level'])
    expect(await bring('no longer above', area('c', 'cell', 'd'))).toEqual(['1 area.level wrong-level'])
    expect(await bring('without a community', area('k', 'cell', 'd'), area('c', 'cell', 'd'))).toEqual([])
  })

  test('with an issue at another site than its visit is rejected', async () => {
    await fresh.bring(twoSites, sites)
    const issuesAlone = mappingOf({
      ...csv,
      entities: [
        {
          table: 'issue',
          fields: {
            issue_id: { from: 'id' },
            visit_id: { from: 'visit' },
            site_id: { from: 'site' },
            severity: { const: 2 },
            raised_at: instant,
          },
        },
      ],
    })
    await fresh.bring('id,site,at\nv1,s1,2026-11-20 09:00\n', visits)
    const report = await fresh.bring(
      'id,visit,site,at\ni1,v1,s2,2026-11-20 09:00\ni2,v1,s1,2026-11-20 09:00\ni3,,s2,2026-11-20 09:00\n',
      issuesAlone,
    )
    expect(report.counts).toMatchObject({ rejected: 1, tables: { issue: { stored: 2 } } })
    expect(report.rejects.sample).toMatchObject([{ line: 2, field: 'issue.site_id', code: 'other-site' }])
  })

  test('that relied on a rejected one is rejected too, however long the chain', async () => {
    const report = await importRows(fresh.home, {
      name: 'rows',
      now,
      rows: {
        site: [{ ...site('s1'), area_id: 'nowhere' }, site('s2')],
        visit: [visit('v1', 's1'), visit('v2', 's2')],
        issue: [issue('i1', 's2', 'v1'), issue('i2', 's2', 'v2'), issue('i3', 's2', null)],
      },
    })
    expect(report.counts).toMatchObject({ read: 7, mapped: 4, rejected: 3 })
    expect(report.rejects.sample.map(({ line, field }) => [line, field])).toEqual([
      [1, 'site.area_id'],
      [3, 'visit.site_id'],
      [5, 'issue.visit_id'],
    ])
    expect(await checkRows(fresh.home, { visit: [visit('v9', 's2'), visit('v8', 's1')] }, now)).toMatchObject(
      {
        ok: false,
        rejects: [{ line: 2, field: 'visit.site_id', code: 'unknown-reference' }],
      },
    )
  })

  test('posted alone is checked and brought into form as an imported one is', async () => {
    await fresh.bring(twoSites, sites)
    const posted = {
      ...visit('v1 ', 's1'),
      visited_at: '2026-11-20T09:00:00+08:00',
      departments: ['卫健 ', ''],
    }
    expect(
      await checkRows(fresh.home, { visit: [posted], issue: [issue('v1/1', 's1', 'v1')] }, now),
    ).toMatchObject({
      ok: true,
      rows: { visit: [{ visit_id: 'v1', visited_at: '2026-11-20T01:00:00.000Z', departments: ['卫健'] }] },
    })
  })
})

test('rejects are listed as CSV in which no cell is a formula', async () => {
  const report = await fresh.bring(
    'id,name,lon,lat\n,"=HYPERLINK(""x"")",113.5,22.3\ns2,B,@SUM(1),22.4\n',
    sites,
  )
  const path = join(fresh.home.folder, 'mine.csv')
  await report.rejects.writeTo(path)
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\r\n')
  expect(lines[0]).toBe('\ufeffline,field,code,reason,value')
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 3))).toEqual([
    ['2', 'site.site_id', 'required'],
    ['3', 'site.lon', 'not-a-number'],
  ])
  expect(lines[2]).toMatch(/,'@SUM\(1\)$/)
})

test('a dry run tells what would happen and keeps nothing', async () => {
  const report = await fresh.bring(twoSites, sites, { dryRun: true })
  expect(report).toMatchObject({ outcome: 'dry-run', seq: null, counts: { tables: { site: { added: 2 } } } })
  expect(fresh.home.ledger.head.seq).toBe(0)
  expect(await readdir(join(fresh.home.folder, 'tmp'))).toEqual([])
})

test('an import cancelled on its way leaves nothing', async () => {
  const many = `id,name,lon,lat\n${Array.from({ length: 30_000 }, (_, i) => `s${i},N,113.5,22.3\n`).join('')}`
  for (const phase of ['reading', 'checking', 'comparing'] as const) {
    const controller = new AbortController()
    const started = fresh.bring(many, sites, {
      signal: controller.signal,
      onProgress: (progress) => {
        if (progress.phase === phase) controller.abort(new Error('enough'))
      },
    })
    await expect(started).rejects.toThrow('enough')
  }
  expect(fresh.home.ledger.head.seq).toBe(0)
  expect(await readdir(join(fresh.home.folder, 'tmp'))).toEqual([])
  await expect(readdir(join(fresh.home.folder, 'ledger', 'segments'))).rejects.toThrow('ENOENT')
})

test('imports at the same time take turns: the second finds what the first brought', async () => {
  const [first, second] = await Promise.all([fresh.bring(twoSites, sites), fresh.bring(twoSites, sites)])
  expect([first.outcome, second.outcome].toSorted()).toEqual(['already', 'stored'])
})

test('a file that is not there is refused with its path', async () => {
  const request = {
    now,
    file: '/nowhere/at-all.csv',
    mapping: sites,
    mappingName: 'sites',
  }
  await expect(importFile(fresh.home, request)).rejects.toThrow(/at-all\.csv cannot be read/)
})

test('whatever the bytes, every record read is stored, skipped or rejected', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      's1',
      's2',
      '"',
      '""',
      ',',
      '\n',
      '\r\n',
      '113.5',
      '２２.４',
      '\0',
      '\ufeff',
      '440402E+17',
      '=1',
      '-',
      ' ',
    ),
    fc.string({ maxLength: 4 }),
  )
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join('')))
  const bytes = fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array))
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, bytes), async (body) => {
      const { counts, merged, held } = await fresh.bring(
        Buffer.concat([Buffer.from('id,name,lon,lat\n'), body]),
        sites,
      )
      expect(counts.read).toBe(counts.mapped + counts.skipped + counts.rejected)
      if (Object.keys(held).length > 0) return
      const { stored = 0, added = 0, replaced = 0, unchanged = 0 } = counts.tables.site ?? {}
      expect(stored + (merged.site ?? 0)).toBe(counts.mapped)
      expect(added + replaced + unchanged).toBe(stored)
    }),
    { numRuns: 25 },
  )
})

const site = (id: string) => siteRow({ site_id: id })
const visit = (id: string, siteId: string) =>
  visitRow({ visit_id: id, site_id: siteId, visited_at: '2026-11-20T01:00:00.000Z' })
const issue = (id: string, siteId: string, visitId: string | null) =>
  issueRow({
    issue_id: id,
    site_id: siteId,
    visit_id: visitId,
    severity: 2,
    raised_at: '2026-11-20T01:00:00.000Z',
  })
