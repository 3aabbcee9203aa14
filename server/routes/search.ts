import { createRoute } from '@hono/zod-openapi'
import { searchAnswer, type SearchAnswer, type SearchItem } from '#data/contract/api.ts'
import { searchQuery } from '#data/contract/queries.ts'
import { problems } from '#server/http/problem.ts'
import { createFinder } from '#server/search/finder.ts'
import { marksOf } from '#server/search/marks.ts'
import type { Place } from '#server/search/register.ts'
import { search as find, searchVisible } from '#server/search/search.ts'
import { encodeJson } from './columns.ts'
import { revisionsOf } from './revision.ts'
import { askJson, newRoutes, type Parts } from './routes.ts'

const search = createRoute({
  method: 'get',
  path: '/search',
  tags: ['District'],
  summary: 'Communities, cells and sites by name, code, pinyin or responsible unit, best first',
  description:
    'Case, width, spaces, tone marks, leading zeros and ordinals (第) do not matter: `后环3`, `houhuan 3`, `hh03`, `hhd3wg`, the code or its tail all find 后环第 3 网格. Words that do not stand side by side may also be found in the areas around a place.',
  request: { query: searchQuery },
  responses: {
    200: { description: 'Best first', content: { 'application/json': { schema: searchAnswer } } },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

export function searchRoutes({ answers, home: { warehouse }, places }: Parts) {
  const finder = createFinder(warehouse, async () => (await places.areas()).list)
  return newRoutes().openapi(search, (c) => {
    const { q, limit } = c.req.valid('query')
    return askJson<SearchAnswer, { q: string; limit: number }>(answers, c, {
      name: 'search',
      fleeting: true,
      query: () => ({ q, limit }),
      make: async (_, state, sight) => {
        const register = await finder.register()
        const inside = await places.within(sight)
        const found =
          inside === null
            ? await find(register, q, limit)
            : await searchVisible(register, q, limit, (place) => isVisible(place, inside))
        const items = found.map(({ place }) => itemOf(place, q))
        return encodeJson({ ...revisionsOf(state), items } satisfies SearchAnswer)
      },
    })
  })
}

/** Areas are everybody’s; a site is seen by who sees its cell. */
function isVisible({ level, cell }: Place, inside: ReadonlySet<string>): boolean {
  return level !== 'site' || (cell !== null && inside.has(cell.id))
}

function itemOf(place: Place, typed: string): SearchItem {
  const { level, id, name, nameEn, code, kind, cell, community, unit, center } = place
  const located = level !== 'site' || cell !== null
  return {
    level,
    id,
    name,
    nameEn,
    code,
    kind,
    areaId: level === 'cell' ? id : (cell?.id ?? null),
    cellName: cell?.name ?? null,
    cellNameEn: cell?.nameEn ?? null,
    communityName: community?.name ?? null,
    communityNameEn: community?.nameEn ?? null,
    unitName: unit?.name ?? null,
    unitNameEn: unit?.nameEn ?? null,
    center: center === null ? null : [center[0], center[1]],
    unlocated: located ? null : center === null ? 'no-position' : 'outside-cells',
    marks: marksOf(place, typed),
  }
}
