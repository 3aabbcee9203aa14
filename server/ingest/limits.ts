/** What one import may hold; docs/mapping.md states these. */
export const limits = {
  /** Characters of one CSV record. */
  recordChars: 1_048_576,
  /** Characters of a GeoJSON file once decoded. */
  geojsonChars: 268_435_456,
  /** Bytes of a file once decompressed. */
  inflatedBytes: 17_179_869_184,
  /** Positions of one geometry. */
  positions: 1_000_000,
  idChars: 200,
  textChars: 1_000,
  listItems: 1_000,
  /** Entities that one repeat makes of one record. */
  repeats: 1_000,
  /** Rejects told of one record. */
  rejectsPerRecord: 20,
  /** Rejects a report carries itself; all of them are in its file. */
  rejectSample: 50,
  /** Rows staged or compared at a time. */
  batchRows: 8_192,
  stageMemory: '1GB',
} as const

/** Instants and dates lie in these years. */
export const years = { first: 1900, last: 2199 } as const
