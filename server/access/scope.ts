import type { AreaItem } from '#data/contract/api.ts'

/** The areas that lie in one, itself among them. A district that no area names as its parent is the whole. */
export function areasWithin(areas: readonly AreaItem[], scope: string): ReadonlySet<string> {
  const top = areas.find(({ areaId }) => areaId === scope)
  if (top?.level === 'district' && !areas.some(({ parentId }) => parentId === scope))
    return new Set(areas.map(({ areaId }) => areaId))
  const inside = new Set([scope])
  for (let before = 0; before < inside.size;) {
    before = inside.size
    for (const { areaId, parentId } of areas) if (inside.has(parentId ?? '')) inside.add(areaId)
  }
  return inside
}
