import { levels, type Row } from '#data/contract/tables.ts'
import { insertJson, rowsOf, run } from '../warehouse/statement.ts'
import misplacedSql from './areas-misplaced.sql?raw'
import type { Stage } from './stage.ts'
import type { Target } from './target.ts'

/** Notes the register's areas, once, where areas are staged: what `rejectMisplaced` compares with. */
export async function noteAreas({ connection }: Stage, target: Target): Promise<void> {
  const [staged] = await rowsOf<{ n: number }>(connection, 'SELECT count(*) AS n FROM staged_area')
  if (staged === undefined || staged.n === 0) return
  const known: Pick<Row<'area'>, 'area_id' | 'parent_id' | 'level'>[] = []
  await target.warehouse.each('area', (areas) => {
    for (const { area_id, parent_id, level } of areas) known.push({ area_id, parent_id, level })
  })
  const shape = { area_id: 'VARCHAR', parent_id: 'VARCHAR', level: 'VARCHAR' }
  await insertJson(connection, 'standing_area', shape, known)
}

/**
 * Rejects records of areas whose parent does not stand above them. Levels rise from parent to child, so no area is
 * above itself by way of others. Answers how many.
 */
export async function rejectMisplaced({ connection }: Stage): Promise<number> {
  return run(connection, misplacedSql, {
    levels,
    ownReason: 'An area cannot be its own parent. Name the area above it, or leave parent_id empty.',
    parentReason:
      'The parent is a {level}, and that is not above this area. A cell lies in a community, a community in a district: correct parent_id or level.',
    childReason:
      'Areas in the register name this one as their parent, and it would no longer be above them. Correct level, or bring those areas in the same file.',
  })
}
