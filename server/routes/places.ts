import type { AreaItem } from '#data/contract/api.ts'
import type { Level } from '#data/contract/tables.ts'
import { areasWithin } from '#server/access/scope.ts'
import type { Home } from '#server/home.ts'
import { Refusal } from '#server/http/problem.ts'
import type { Sight } from '#server/warehouse/warehouse.ts'
import type { AreaRecord } from '#server/warehouse/records.ts'

/** The areas as the API tells of them, without their geometry. */
export interface Areas {
  list: readonly AreaItem[]
  byId(areaId: string): AreaItem | undefined
  byNo(level: Level, areaNo: number): AreaItem | undefined
}

export interface Places {
  areas(): Promise<Areas>
  /** An area that somebody may ask about: within what they see, or around it. Throws a not-found or not-allowed Refusal. */
  areaFor(sight: Pick<Sight, 'scope'>, areaId: string): Promise<AreaItem>
  /** The ids of the areas whose sites somebody may see; null: all. */
  within(sight: Pick<Sight, 'scope'>): Promise<ReadonlySet<string> | null>
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
    async areaFor({ scope }, areaId) {
      const all = await areas()
      const { list } = all
      const area = all.byId(areaId)
      if (area === undefined) throw new Refusal('not-found', 'There is no such area; /api/areas lists them.')
      if (scope !== null && !areasWithin(list, scope).has(areaId) && !areasWithin(list, areaId).has(scope))
        throw new Refusal(
          'not-allowed',
          'This area is not yours to look at; an administrator can change that.',
        )
      return area
    },
    within: async ({ scope }) => (scope === null ? null : areasWithin((await areas()).list, scope)),
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
