import { mappingOf } from './fresh-home.ts'

export const csv = { format: 'csv', encoding: 'utf-8', delimiter: ',', header: true, datum: 'WGS84' }
export const instant = [
  { from: 'at' },
  { date: { format: 'yyyy-MM-dd HH:mm', zone: 'Asia/Shanghai', to: 'instant' } },
]
export const sites = mappingOf({
  ...csv,
  entities: [
    {
      table: 'site',
      fields: {
        site_id: { from: 'id' },
        name: { from: 'name' },
        kind: { const: 'market' },
        lon: { from: 'lon' },
        lat: { from: 'lat' },
      },
    },
  ],
})
export const visitFields = {
  visit_id: { from: 'id' },
  site_id: { from: 'site' },
  visited_at: instant,
  mode: { const: 'on-site' },
}
export const visits = mappingOf({ ...csv, entities: [{ table: 'visit', fields: visitFields }] })
export const visitsWithIssues = mappingOf({
  ...csv,
  entities: [
    { table: 'visit', fields: visitFields },
    {
      table: 'issue',
      repeat: { parent: { from: 'id' }, over: [{ from: 'found' }, { split: ';' }] },
      fields: {
        site_id: { from: 'site' },
        visit_id: { from: 'id' },
        category: { from: { item: 'value' } },
        severity: { const: 2 },
        raised_at: instant,
      },
    },
  ],
})
export const twoSites = 'id,name,lon,lat\ns1,A,113.5,22.3\ns2,B,113.6,22.4\n'
