import type { UploadAnswer } from '#data/contract/imports.ts'
import { mappingSchema } from '#data/contract/mapping.ts'
import type { Home } from '#server/home.ts'
import { isObject, type Json } from '#server/ingest/value.ts'
import { columnsOf } from './columns.ts'
import { importsOfFile } from './history.ts'
import { proposalsFor } from './propose.ts'
import { sampleOf, shapeOf } from './sample.ts'
import { fits, mappingsOf } from './saved.ts'
import type { Upload } from './uploads.ts'

/** Records shown. */
const shown = 20

/** What an uploaded file holds, and how it could be imported. Throws ImportRefused where it cannot be read at all. */
export async function describeUpload(
  home: Home,
  upload: Upload,
  today: string,
  sheet: string | null = null,
): Promise<UploadAnswer> {
  const { id, path, name, bytes, sha256 } = upload
  const sample = await sampleOf(path, name, await shapeOf(path, sheet))
  const { header, rows, features, sheets, whole, ...shape } = sample
  const geometries = [...new Set(features.map(({ geometry }) => typeOf(geometry)))]
  const columns = columnsOf(sample, today)
  const fitting = (await mappingsOf(home)).filter(({ mapping }) => {
    const parsed = mappingSchema.safeParse(mapping)
    return parsed.success && fits(parsed.data, shape.format, header)
  })
  return {
    uploadId: id,
    name,
    bytes,
    sha256,
    format: shape.format,
    encoding: shape.encoding,
    delimiter: shape.format === 'csv' ? shape.delimiter : null,
    sheets,
    sheet: shape.sheet,
    header,
    rows: rows.slice(0, shown),
    seen: rows.length,
    whole,
    columns,
    geometries,
    proposals: proposalsFor({
      ...shape,
      name,
      columns,
      geometries,
      hasIds: features.length > 0 && features.every(({ id }) => id !== null),
    }),
    saved: fitting.filter(({ from }) => from === 'saved').map(({ name }) => name),
    used: fitting.filter(({ from }) => from === 'import').map(({ name }) => name),
    imported: await importsOfFile(home.warehouse, sha256),
  }
}

function typeOf(geometry: Json): string {
  const type = isObject(geometry) ? geometry['type'] : null
  return typeof type === 'string' ? type : 'none'
}
