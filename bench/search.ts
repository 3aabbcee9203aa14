import type { AreaItem } from '#data/contract/api.ts'
import { chance } from '#data/demo/random.ts'
import { marksOf } from '#server/search/marks.ts'
import { shelveRegister } from '#server/search/register.ts'
import { search } from '#server/search/search.ts'
import type { SiteRecord } from '#server/warehouse/records.ts'
import { scales } from './scales.ts'

/**
 * `npx tsx bench/search.ts`: how long a large city's register takes to be made ready for searching, and to be searched.
 * Names are of the length and the Hanzi of real ones. CPU time of the process, since a search never waits.
 */
const { cells, cellsPerCommunity, sites } = scales.M
const random = chance(1, 'names')
const places = [
  '下栅',
  '金峰',
  '官塘',
  '东岸',
  '永丰',
  '会同',
  '宁堂',
  '唐家',
  '银星',
  '唐乐',
  '后环',
  '淇澳',
] as const
const marks = [
  '长兴',
  '新华',
  '德隆',
  '鑫源',
  '和平',
  '东方',
  '百佳',
  '中航',
  '嘉园',
  '同乐',
  '乐家',
  '重光',
] as const
const kinds = [
  '便利店',
  '农贸市场',
  '建筑工地',
  '幼儿园',
  '花园小区',
  '物流有限公司',
  '大药房',
  '社区卫生服务站',
  '会所',
  '第三小学',
] as const
const asked = [
  ['one letter that begins many names', 'h'],
  ['one letter that begins none', 'v'],
  ['a digit', '3'],
  ['a cell, short', '后环3'],
  ['a cell, pinyin', 'houhuan 3'],
  ['a cell, initials', 'hhcxd3wg'],
  ['a cell, tail of its code', '000123'],
  ['a site, pinyin', 'xinyuannongmaoshichang'],
  ['a site, initials', 'xynmsc'],
  ['a site, Hanzi', '鑫源农贸'],
  ['two words apart', '后环 药房'],
  ['two words apart, pinyin', 'yaofang houhuan'],
  ['a unit', '单位 1204'],
  ['nothing', 'qqzzyy'],
] as const
const runs = 15

const areas: AreaItem[] = []
const area = (level: AreaItem['level'], areaId: string, parentId: string | null, name: string): AreaItem => ({
  areaNo: areas.length + 1,
  areaId,
  parentId,
  level,
  code: areaId,
  name,
  nameEn: `Place ${areaId}`,
  center: [113.5, 22.4],
  bbox: [113.4, 22.3, 113.6, 22.5],
  unitName: null,
  unitNameEn: null,
  intervalDays: 14,
  areaKm2: 1,
})
for (let i = 0; i < cells / cellsPerCommunity; i++)
  areas.push(
    area('community', `4404${String(i).padStart(8, '0')}`, null, random.pick(places) + random.pick(marks)),
  )
for (const community of areas.slice())
  for (let i = 1; i <= cellsPerCommunity; i++) {
    const id = `${community.areaId}${String(i).padStart(3, '0')}`
    areas.push(area('cell', id, community.areaId, `${community.name}第 ${i} 网格`))
  }
const ofCells = areas.filter(({ level }) => level === 'cell')

function site(no: number): SiteRecord {
  const cell = ofCells[no % ofCells.length]
  const [place, mark, kind] = [random.pick(places), random.pick(marks), random.pick(kinds)]
  return {
    siteNo: no,
    siteId: `S${no}`,
    code: `${cell?.areaId ?? ''}-${String(no).padStart(6, '0')}`,
    name: `${place}${mark}${random.pick(marks)}${kind}${random.happens(0.3) ? ` ${random.whole(1, 99)}` : ''}`,
    nameEn: `Tangjiawan place ${no}`,
    kind: 'market',
    lon: 113.5,
    lat: 22.4,
    unitId: null,
    unitName: `单位 ${random.whole(1, 3_000)}`,
    unitNameEn: null,
    sector: null,
    openedOn: null,
    closedOn: null,
    synthetic: true,
    cellId: cell?.areaId ?? null,
    cellNo: 1,
    communityId: cell?.parentId ?? null,
    communityNo: 1,
    intervalDays: 14,
  }
}
async function* pages(): AsyncIterable<SiteRecord[]> {
  for (let no = 1; no <= sites; no += 5_000) yield Array.from({ length: 5_000 }, (_, i) => site(no + i))
}

const cpu = () => process.cpuUsage().user / 1000
const begun = cpu()
const register = await shelveRegister(areas, pages())
console.log(`| make ready ${cells} cells and ${sites} sites | ${(cpu() - begun).toFixed(0)} |`)
for (const [what, typed] of asked) {
  const times: number[] = []
  let found = 0
  for (let run = 0; run <= runs; run++) {
    const start = cpu()
    const places = (await search(register, typed, 10)).map(({ place }) => marksOf(place, typed))
    if (run > 0) times.push(cpu() - start)
    found = places.length
  }
  const sorted = times.toSorted((a, b) => a - b)
  console.log(`| ${what}: \`${typed}\` (${found} found) | ${sorted[Math.floor(runs / 2)]?.toFixed(1)} |`)
}
const { heapUsed, arrayBuffers } = process.memoryUsage()
console.log(`| memory with everything in it, MB | ${((heapUsed + arrayBuffers) / 1e6).toFixed(0)} |`)
