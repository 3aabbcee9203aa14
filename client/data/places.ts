import type { DraftField, DraftPlace } from '#data/contract/draft.ts'
import type { UploadAnswer } from '#data/contract/imports.ts'
import type { Column, ImportedTable } from '#data/contract/tables.ts'
import { fieldOf } from '#data/draft/field.ts'
import type { DataKey } from './words.ts'

/** Where a value may come from, as an option of a list. */
interface Choices {
  places: { value: string; name: string | { word: DataKey } }[]
  constants: { value: string; is: string }[]
}

const shapes = {
  shape: { geometry: 'shape' },
  pointLon: { geometry: 'lon' },
  pointLat: { geometry: 'lat' },
  featureId: { feature: 'id' },
} as const satisfies Record<string, DraftPlace>
type ShapeName = keyof typeof shapes
const shapeNames = ['shape', 'pointLon', 'pointLat', 'featureId'] as const satisfies ShapeName[]

/** What may be chosen for a column of ours. */
export function choicesOf(spec: Column, { format, header }: UploadAnswer): Choices {
  const places: Choices['places'] = header.map((name) => ({ value: `column ${name}`, name }))
  if (format === 'geojson')
    for (const name of shapeNames)
      if ((name === 'shape') === (spec.type === 'geometry'))
        places.unshift({ value: `shape ${name}`, name: { word: name } })
  const values =
    spec.type === 'boolean'
      ? ['true', 'false']
      : spec.type === 'integer' && spec.max === 4
        ? ['1', '2', '3', '4']
        : (spec.values ?? [])
  return {
    places: spec.type === 'geometry' ? places.filter(({ value }) => value.startsWith('shape ')) : places,
    constants: values.map((is) => ({ value: `always ${is}`, is })),
  }
}

/** The option that a field is. */
export function placeOf(field: DraftField | null): string {
  if (field === null) return ''
  if ('const' in field) return `always ${String(field.const)}`
  const { from } = field
  if (typeof from === 'string') return `column ${from}`
  const name = shapeNames.find((one) => JSON.stringify(shapes[one]) === JSON.stringify(from))
  return name === undefined ? '' : `shape ${name}`
}

/** The field that an option makes, with what its values tell; null: none. */
export function fieldAt(
  option: string,
  table: ImportedTable,
  column: string,
  spec: Column,
  upload: UploadAnswer,
): DraftField | null {
  const [kind = '', ...rest] = option.split(' ')
  const what = rest.join(' ')
  if (kind === 'always')
    return {
      const: spec.type === 'boolean' ? what === 'true' : spec.type === 'integer' ? Number(what) : what,
    }
  if (kind === 'shape') {
    const name = shapeNames.find((one) => one === what)
    return name === undefined ? null : { from: shapes[name] }
  }
  const seen = upload.columns.find(({ name }) => name === what)
  return kind === 'column' && seen !== undefined ? fieldOf(table, column, spec, seen) : null
}
