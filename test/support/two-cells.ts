import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A district of one community and two cells, west and east of 113.55, with ten sites in each, as files that somebody
 * might bring: GeoJSON and CSV, with their mappings. Answers the paths.
 */
export async function writeTwoCells(folder: string, visits: readonly string[]) {
  await mkdir(folder, { recursive: true })
  const write = async (name: string, content: unknown) => {
    const path = join(folder, name)
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }
  return {
    areas: await write('areas.geojson', areas),
    areasMapping: await write('areas.json', areasMapping),
    sites: await write('sites.csv', sitesCsv),
    sitesMapping: await write('sites.json', sitesMapping),
    visits: await write('visits.csv', `${visitHeader}\n${visits.join('\n')}\n`),
    visitsMapping: await write('visits.json', visitsMapping),
  }
}

export const visitHeader = 'visit,site,when,mode,team'

const square = (west: number, east: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 22.3],
      [east, 22.3],
      [east, 22.4],
      [west, 22.4],
      [west, 22.3],
    ],
  ],
})

const area = (
  id: string,
  parent: string | null,
  level: string,
  name: string,
  west: number,
  east: number,
) => ({
  type: 'Feature',
  properties: { id, parent, level, name },
  geometry: square(west, east),
})

const areas = {
  type: 'FeatureCollection',
  features: [
    area('D', null, 'district', '试验区', 113.5, 113.6),
    area('C1', 'D', 'community', '一村', 113.5, 113.6),
    area('W', 'C1', 'cell', '西格', 113.5, 113.55),
    area('E', 'C1', 'cell', '东格', 113.55, 113.6),
  ],
}

const sitesCsv = [
  'code,name,kind,lng,lat',
  ...Array.from({ length: 20 }, (_, i) => {
    const lng = (i % 2 === 0 ? 113.51 : 113.56) + 0.003 * Math.floor(i / 2)
    return `S${i},点位 ${i},工地,${lng.toFixed(4)},22.3${i % 9}1`
  }),
  '',
].join('\n')

const from = (name: string) => ({ from: name })

const areasMapping = {
  format: 'geojson',
  encoding: 'utf-8',
  axes: 'lon-lat',
  datum: 'WGS84',
  entities: [
    {
      table: 'area',
      fields: {
        area_id: from('id'),
        parent_id: from('parent'),
        level: from('level'),
        code: from('id'),
        name: from('name'),
        geometry: { from: { geometry: 'shape' } },
      },
    },
  ],
}

const csv = { format: 'csv', encoding: 'utf-8', delimiter: ',', header: true }

const sitesMapping = {
  ...csv,
  datum: 'WGS84',
  entities: [
    {
      table: 'site',
      fields: {
        site_id: from('code'),
        code: from('code'),
        name: from('name'),
        kind: [from('kind'), { map: { 工地: 'worksite', 市场: 'market' } }],
        lon: from('lng'),
        lat: from('lat'),
      },
    },
  ],
}

const visitsMapping = {
  ...csv,
  datum: 'none',
  entities: [
    {
      table: 'team',
      fields: { team_id: from('team'), name: from('team') },
    },
    {
      table: 'visit',
      fields: {
        visit_id: from('visit'),
        site_id: from('site'),
        visited_at: [
          from('when'),
          { date: { format: 'yyyy-MM-dd HH:mm', zone: 'Asia/Shanghai', to: 'instant' } },
        ],
        mode: [from('mode'), { map: { 现场: 'on-site', 电话: 'phone' } }],
        team_id: from('team'),
      },
    },
  ],
}
