import { plainWriter, type OpenWriter } from './table.ts'

/** One JSON object per line. */
export const ndjsonWriter: OpenWriter = (_, output) =>
  Promise.resolve(
    plainWriter({
      write: (rows) => output.write(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
      end: () => Promise.resolve(),
    }),
  )

/** One FeatureCollection in WGS84 (RFC 7946); what the table is stands in the foreign member `metadata`. */
export const geojsonWriter: OpenWriter = async ({ columns, about }, output) => {
  const described = columns.map(({ name, type, titles }) => ({ name, type, titles }))
  const metadata = JSON.stringify({ ...about, columns: described })
  await output.write(`{"type":"FeatureCollection","metadata":${metadata},"features":[\n`)
  let isFirst = true
  return plainWriter({
    async write(rows) {
      const text = rows.map((row, i) => `${isFirst && i === 0 ? '' : ',\n'}${JSON.stringify(feature(row))}`)
      if (rows.length > 0) isFirst = false
      await output.write(text.join(''))
    },
    end: () => output.write('\n]}\n'),
  })
}

function feature({ geometry, ...row }: Readonly<Record<string, unknown>>) {
  const { lon, lat, ...rest } = row
  const isPlaced = typeof lon === 'number' && typeof lat === 'number'
  const point = isPlaced ? { type: 'Point', coordinates: [lon, lat] } : null
  // A label’s point beside an outline stays a property.
  return geometry === undefined || geometry === null
    ? { type: 'Feature', geometry: point, properties: rest }
    : { type: 'Feature', geometry, properties: row }
}
