import type { AreaItem } from '#data/contract/api.ts'
import { marksOf } from '#server/search/marks.ts'
import { shelveRegister, type Register } from '#server/search/register.ts'
import { search } from '#server/search/search.ts'
import type { SiteRecord } from '#server/warehouse/records.ts'

/** An area that lies in the community of the given id. */
export function area(
  level: 'community' | 'cell',
  areaId: string,
  name: string,
  rest: Partial<AreaItem> = {},
): AreaItem {
  return {
    areaNo: 1,
    areaId,
    parentId: null,
    level,
    code: null,
    name,
    nameEn: null,
    center: [113.5, 22.4],
    bbox: [113.4, 22.3, 113.6, 22.5],
    unitName: null,
    unitNameEn: null,
    intervalDays: 14,
    areaKm2: 1,
    ...rest,
  }
}

export function site(siteId: string, name: string | null, rest: Partial<SiteRecord> = {}): SiteRecord {
  return {
    siteId,
    code: null,
    name,
    nameEn: null,
    kind: 'market',
    lon: 113.5,
    lat: 22.4,
    unitId: null,
    unitName: null,
    unitNameEn: null,
    sector: null,
    openedOn: null,
    closedOn: null,
    synthetic: null,
    siteNo: 1,
    cellId: null,
    cellNo: 0,
    communityId: null,
    communityNo: 0,
    intervalDays: 14,
    ...rest,
  }
}

/** A register of these, in this order. */
export async function shelved(
  areas: readonly AreaItem[],
  sites: readonly SiteRecord[] = [],
): Promise<Register> {
  async function* pages() {
    yield sites
  }
  return shelveRegister(areas, pages())
}

/** The ids of what is found, best first. */
export async function idsOf(register: Register, typed: string, limit = 10): Promise<string[]> {
  return (await search(register, typed, limit)).map(({ place }) => place.id)
}

/** What is marked in the texts of the first that is found, as "field: text". */
export async function marked(register: Register, typed: string): Promise<string[]> {
  const [first] = await search(register, typed, 1)
  if (first === undefined) return []
  const { name, nameEn, code, id, unit } = first.place
  const texts = { name, nameEn, code: code ?? id, unitName: unit?.name, unitNameEn: unit?.nameEn }
  return marksOf(first.place, typed).map(
    ({ field, from, to }) => `${field}: ${(texts[field] ?? '').slice(from, to)}`,
  )
}
