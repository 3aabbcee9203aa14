import { columnsOf, type TableName } from '#data/contract/tables.ts'
import { revisionsOf } from '#server/routes/revision.ts'
import type { ProjectionState } from '#server/warehouse/warehouse.ts'
import type { About, ExportColumn } from './table.ts'

/** What a table is, from the state that it is written from. */
export function aboutOf(
  state: ProjectionState,
  said: Pick<About, 'what' | 'titles' | 'asked' | 'build'> & { now: Date },
): About {
  const { now, ...rest } = said
  const { name, nameEn, synthetic } = state.settings.district
  return { ...rest, district: { name, nameEn, synthetic }, ...revisionsOf(state), madeAt: now.toISOString() }
}

/** A register table’s columns, under the names that an import knows. */
export function registerColumns(table: TableName): ExportColumn[] {
  return columnsOf(table).map(([name, { type }]) => ({
    name,
    type,
    titles: { 'zh-CN': name, en: name },
  }))
}
