import type { DuckDBConnection } from '@duckdb/node-api'
import type { Operation } from '#data/contract/ledger.ts'
import type { AreaGeometry, Level } from '#data/contract/tables.ts'
import type { Ledger } from '#server/ledger/ledger.ts'
import broughtSql from './given-brought.sql?raw'
import storedSql from './given-stored.sql?raw'
import { areaM2, polygonsOf } from './polygon.ts'
import { rowsOf } from './statement.ts'

/** What decides how many cells are made. */
export interface GivenShape {
  areaId: string
  parentId: string | null
  level: Level
  areaM2: number
}

type Brought = Omit<GivenShape, 'areaM2'> & { geometry: AreaGeometry }

/** The areas that are given, and in their place those that an operation brings. */
export async function givenShapes(
  connection: DuckDBConnection,
  operation: Operation,
  ledger: Ledger,
): Promise<GivenShape[]> {
  const stored = await rowsOf<GivenShape>(connection, storedSql)
  const shapes = new Map(stored.map((area) => [area.areaId, area]))
  for (const { geometry, ...area } of await broughtBy(connection, operation, ledger))
    shapes.set(area.areaId, { ...area, areaM2: areaM2(polygonsOf(geometry)) })
  return [...shapes.values()]
}

async function broughtBy(
  connection: DuckDBConnection,
  { kind, body }: Operation,
  ledger: Ledger,
): Promise<Brought[]> {
  if (kind === 'rows')
    return (body.rows.area ?? []).map(({ area_id, parent_id, level, geometry }) => ({
      areaId: area_id,
      parentId: parent_id,
      level,
      geometry,
    }))
  const segments = kind === 'import' ? body.segments.filter(({ table }) => table === 'area') : []
  const brought: Brought[] = []
  for (const { sha256 } of segments) {
    const path = ledger.segmentPath(sha256)
    brought.push(...(await rowsOf<Brought>(connection, broughtSql, { path })))
  }
  return brought
}
