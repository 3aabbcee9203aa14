import { grade, grades, type Grade } from './grade.ts'
import { queryOf } from './query.ts'
import type { Place, Register } from './register.ts'
import { findOn, holdersOf } from './shelf.ts'

export interface Found {
  readonly place: Place
  readonly grade: Grade
}

/**
 * What the typed words mean: at most `limit` places of each level, best first; of equally good ones communities before
 * cells before sites, within a level by number; a code that is typed as it is written before one that only reads the same. Nothing where nothing of it can be searched.
 */
export async function search(register: Register, typed: string, limit: number): Promise<Found[]> {
  const query = queryOf(typed)
  const levels = [register.communities, register.cells, register.sites]
  const found: Found[][] = []
  for (const { shelf, places } of levels)
    found.push((await findOn(shelf, query, limit)).flatMap(({ no, grade }) => placed(places[no], grade)))
  if (query.terms.length > 0 && found.some(({ length }) => length < limit)) {
    const held: Holders[] = []
    for (const term of query.terms) held.push(await holdersIn(register, term))
    for (const [i, { places }] of levels.entries()) fill(found[i] ?? [], apart(places, held), limit)
  }
  const sites = found.at(-1) ?? []
  if (query.name !== '' && sites.length < limit) {
    const meant = await findOn(register.units, { name: query.name, code: '' }, register.units.size)
    fill(sites, byUnit(register.sites.places, new Map(meant.map(({ no, grade }) => [no, grade]))), limit)
  }
  const written = (one: Found) => (one.grade === grade.exactCode && isWritten(one.place, typed) ? 0 : 1)
  return found.flat().toSorted((a, b) => a.grade - b.grade || written(a) - written(b))
}

/** The same for somebody who may not see every site: of those they see, again at most `limit` of each level. */
export async function searchVisible(
  register: Register,
  typed: string,
  limit: number,
  isVisible: (place: Place) => boolean,
): Promise<Found[]> {
  const left = { community: limit, cell: limit, site: limit }
  const all = await search(register, typed, register.sites.places.length + register.cells.places.length)
  return all.filter(({ place }) => isVisible(place) && left[place.level]-- > 0)
}

/** Whether a code is typed just so: 15-011 and 15011 are the same otherwise. */
function isWritten({ code, id }: Place, typed: string): boolean {
  return (code ?? id).toLowerCase() === typed.trim().toLowerCase()
}

function placed(place: Place | undefined, grade: Grade): Found[] {
  return place === undefined ? [] : [{ place, grade }]
}

/** Adds what is not there yet, up to the limit. */
function fill(found: Found[], more: Iterable<Found>, limit: number): void {
  if (found.length >= limit) return
  const there = new Set(found.map(({ place }) => place))
  for (const one of more) {
    if (!there.has(one.place)) found.push(one)
    if (found.length >= limit) return
  }
}

/** Who holds a word: 1 at the number of each that does. */
interface Holders {
  community: Uint8Array
  cell: Uint8Array
  site: Uint8Array
  unit: Uint8Array
}

async function holdersIn({ communities, cells, sites, units }: Register, word: string): Promise<Holders> {
  return {
    community: await holdersOf(communities.shelf, word),
    cell: await holdersOf(cells.shelf, word),
    site: await holdersOf(sites.shelf, word),
    unit: await holdersOf(units, word),
  }
}

/**
 * Places that hold every word, though not side by side: some word they hold themselves, the others they or the areas
 * and, of a site, the unit they belong to.
 */
function* apart(places: readonly Place[], held: readonly Holders[]): Iterable<Found> {
  for (const place of places) {
    let own = false
    let all = true
    for (const holders of held) {
      if (holders[place.level][place.no] === 1) own = true
      else all &&= isAround(place, holders)
      if (!all) break
    }
    if (own && all) yield { place, grade: grade.apart }
  }
}

function isAround({ community, cell, unit, level }: Place, holders: Holders): boolean {
  return (
    (community !== null && holders.community[community.no] === 1) ||
    (cell !== null && holders.cell[cell.no] === 1) ||
    (level === 'site' && unit !== null && holders.unit[unit.no] === 1)
  )
}

/** Sites whose responsible unit is meant, those of the best match first. */
function* byUnit(sites: readonly Place[], meant: ReadonlyMap<number, Grade>): Iterable<Found> {
  const asGood = new Set(meant.values())
  for (const one of grades)
    if (asGood.has(one))
      for (const place of sites)
        if (place.unit !== null && meant.get(place.unit.no) === one) yield { place, grade: grade.unit }
}
