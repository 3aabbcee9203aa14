import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importRows } from '#server/ingest/import.ts'
import { issueRow } from '#test/support/projection.ts'
import { freshHome, now, mappingOf, type FreshHome } from './fresh-home.ts'
import { csv, sites, twoSites, visits, visitsWithIssues } from './sites-and-visits.ts'

let fresh: FreshHome
beforeEach(async () => {
  fresh = await freshHome()
})
afterEach(() => fresh.close())
const current = (table: 'site' | 'visit' | 'issue', ...ids: string[]) =>
  fresh.home.warehouse.current(table, ids)

describe('corrected rows', () => {
  test('replace those of the same key; rows that are as they were count as unchanged', async () => {
    await fresh.bring(twoSites, sites)
    const report = await fresh.bring(`${twoSites.replace('B', 'B2')}s3,C,113.7,22.4\n`, sites)
    expect(report.counts.tables).toEqual({ site: { stored: 3, added: 1, replaced: 1, unchanged: 1 } })
    expect(await current('site', 's2')).toMatchObject([{ name: 'B2' }])
  })

  test('in one file leave the last one, and of its children only the last one’s', async () => {
    await fresh.bring(twoSites, sites)
    const report = await fresh.bring(
      'id,site,at,found\nv1,s1,2026-11-20 09:00,a;b;c\nv2,s2,2026-11-20 09:00,x;y\nv1,s1,2026-11-20 10:00,d\nv2,s2,2026-11-20 10:00,\n',
      visitsWithIssues,
    )
    expect(report.counts).toMatchObject({
      read: 4,
      mapped: 4,
      tables: { visit: { stored: 2 }, issue: { stored: 1 } },
    })
    expect(report.merged).toEqual({ visit: 2, issue: 5 })
    expect(await current('visit', 'v1')).toMatchObject([{ visited_at: '2026-11-20T02:00:00.000Z' }])
    expect(await current('issue', 'v1/1', 'v1/2', 'v2/1')).toMatchObject([
      { issue_id: 'v1/1', category: 'd' },
    ])
  })

  test('of a visit with fewer issues withdraw the surplus ones, and an undo brings them back', async () => {
    await fresh.bring(twoSites, sites)
    const header = 'id,site,at,found\n'
    await fresh.bring(`${header}v1,s1,2026-11-20 09:00,a;b;c\nv2,s1,2026-11-20 09:00,x\n`, visitsWithIssues)
    const all = ['v1/1', 'v1/2', 'v1/3', 'v2/1']
    const corrected = `${header}v1,s1,2026-11-20 09:00,c\n`
    const report = await fresh.bring(corrected, visitsWithIssues)
    expect(report).toMatchObject({
      outcome: 'stored',
      counts: { tables: { issue: { stored: 1, replaced: 1 } }, withdrawn: { issue: 2 } },
    })
    expect(report.message).toContain('issue: 2 withdrawn')
    expect(await current('issue', ...all)).toMatchObject([
      { issue_id: 'v1/1', category: 'c' },
      { issue_id: 'v2/1', category: 'x' },
    ])
    expect(await fresh.bring(`${header}v1,s1,2026-11-20 09:00,\n`, visitsWithIssues)).toMatchObject({
      counts: { withdrawn: { issue: 1 } },
    })
    expect(await current('issue', ...all)).toHaveLength(1)
    await fresh.home.commit({ kind: 'undo', body: { seq: 4, reason: '' } })
    expect(await current('issue', ...all)).toHaveLength(2)
    await fresh.home.commit({ kind: 'undo', body: { seq: 3, reason: '' } })
    expect(await current('issue', ...all)).toMatchObject(
      ['a', 'b', 'c', 'x'].map((category) => ({ category })),
    )
  })

  test('of a visit whose issues a condition now leaves out withdraw them', async () => {
    const [visit, issue] = visitsWithIssues.entities
    const conditional = mappingOf({
      ...csv,
      entities: [visit, { ...issue, when: [{ from: 'found', present: true }] }],
    })
    await fresh.bring(twoSites, sites)
    await fresh.bring('id,site,at,found\nv1,s1,2026-11-20 09:00,a;b\n', conditional)
    expect(await fresh.bring('id,site,at,found\nv1,s1,2026-11-20 09:00,\n', conditional)).toMatchObject({
      counts: { withdrawn: { issue: 2 } },
    })
    expect(await current('issue', 'v1/1', 'v1/2')).toEqual([])
  })

  test('withdraw no issue that came from elsewhere, bears no number, or is of a visit corrected since', async () => {
    await fresh.bring(twoSites, sites)
    const file = 'id,site,at,found\nv1,s1,2026-11-20 09:00,a;b\nv2,s7,2026-11-20 09:00,x\n'
    await fresh.bring(file, visitsWithIssues)
    const issue = (issue_id: string, source: 'visit' | 'tip') =>
      issueRow({ issue_id, site_id: 's1', visit_id: 'v1', source, raised_at: '2026-11-20T01:00:00.000Z' })
    await importRows(fresh.home, {
      name: 'others',
      now,
      rows: { issue: [issue('v1/7', 'tip'), issue('v1/x', 'visit'), issue('q', 'visit')] },
    })
    await fresh.bring('id,site,at,found\nv1,s1,2026-11-20 09:30,c;d;e\n', visitsWithIssues)
    await fresh.bring('id,name,lon,lat\ns7,Z,,\n', sites)
    expect(await fresh.bring(file, visitsWithIssues)).toMatchObject({ held: { visit: 1, issue: 2 } })
    const ids = ['v1/1', 'v1/2', 'v1/3', 'v1/7', 'v1/x', 'q', 'v2/1']
    expect(await current('issue', ...ids)).toMatchObject(ids.toSorted().map((issue_id) => ({ issue_id })))
  })

  test('that move a visit to another site take its issues there, be they in the file or not', async () => {
    await fresh.bring(twoSites, sites)
    await fresh.bring('id,site,at,found\nv1,s1,2026-11-20 09:00,a;b\n', visitsWithIssues)
    const report = await fresh.bring('id,site,at\nv1,s2,2026-11-20 09:00\n', visits)
    expect(report.counts.tables).toEqual({
      visit: { stored: 1, added: 0, replaced: 1, unchanged: 0 },
      issue: { stored: 2, added: 0, replaced: 2, unchanged: 0 },
    })
    expect(await current('issue', 'v1/1', 'v1/2')).toMatchObject([
      { site_id: 's2', category: 'a', raised_at: '2026-11-20T01:00:00.000Z' },
      { site_id: 's2', category: 'b' },
    ])
    await fresh.home.commit({ kind: 'undo', body: { seq: 3, reason: '' } })
    expect(await current('issue', 'v1/1', 'v1/2')).toMatchObject([{ site_id: 's1' }, { site_id: 's1' }])
  })

  test('of a site seen again win by the declared order, not by their place in the file', async () => {
    const ordered = mappingOf({
      ...csv,
      entities: [
        {
          table: 'site',
          order: [{ from: 'seen' }, { date: { format: 'MM/dd/yyyy', to: 'date' } }],
          fields: { site_id: { from: 'id' }, name: { from: 'name' }, kind: { const: 'market' } },
        },
      ],
    })
    await fresh.bring('id,name,seen\ns1,new,02/01/2026\ns1,old,12/31/2025\ns1,unknown,\n', ordered)
    expect(await current('site', 's1')).toMatchObject([{ name: 'new' }])
  })
})
