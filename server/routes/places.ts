import type { AreaItem } from '#data/contract/api.ts'
import type { Level } from '#data/contract/tables.ts'
import type { Home } from '#server/home.ts'
import { Refusal } from '#server/http/problem.ts'
import type { AreaRecord } from '#server/warehouse/records.ts'

/** The areas as the API tells of them, without their geometry. */
export interface Areas {
  list: readonly AreaItem[]
  byId(areaId: string): AreaItem | undefined
  byNo(level: Level, areaNo: number): AreaItem | undefined
}

export interface Places {
  areas(): Promise<Areas>
  /** Throws a not-found Refusal. */
  area(areaId: string): Promise<AreaItem>
}

/** Areas change seldom: they are read again only after boundaries, register or settings changed. */
export function createPlaces({ warehouse }: Home): Places {
  let held: { key: string; areas: Promise<Areas> } | null = null
  const areas = () => {
    const { geometryRevision, registerRevision, settingsVersion } = warehouse.state
    const key = `${geometryRevision} ${registerRevision} ${settingsVersion}`
    if (held?.key !== key) {
      const reading = warehouse.areas().then(indexed)
      held = { key, areas: reading }
      reading.catch(() => {
        held = null
      })
    }
    return held.areas
  }
  return {
    areas,
    async area(areaId) {
      const area = (await areas()).byId(areaId)
      if (area === undefined) throw new Refusal('not-found', 'There is no such area; /api/areas lists them.')
      return area
    },
  }
}

function indexed(records: readonly AreaRecord[]): Areas {
  const list = records.map(itemOf)
  const ids = new Map(list.map((area) => [area.areaId, area]))
  const numbers = new Map(list.map((area) => [`${area.level} ${area.areaNo}`, area]))
  return {
    list,
    byId: (areaId) => ids.get(areaId),
    byNo: (level, areaNo) => numbers.get(`${level} ${areaNo}`),
  }
}

function itemOf(area: AreaRecord): AreaItem {
  return {
    areaNo: area.areaNo,
    areaId: area.areaId,
    parentId: area.parentId,
    level: area.level,
    code: area.code,
    name: area.name,
    nameEn: area.nameEn,
    center: [area.labelLon, area.labelLat],
    bbox: [area.west, area.south, area.east, area.north],
    unitName: area.unitName,
    unitNameEn: area.unitNameEn,
    intervalDays: area.effectiveIntervalDays,
    areaKm2: area.areaM2 / 1e6,
  }
}
