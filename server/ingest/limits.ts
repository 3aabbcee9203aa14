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
  /** Of a spreadsheet's package: parts, bytes once unpacked, and how many times larger than packed one may be. */
  spreadsheetParts: 2_000,
  spreadsheetBytes: 2_147_483_648,
  spreadsheetRatio: 500,
  spreadsheetColumns: 2_000,
  spreadsheetBatch: 500,
  spreadsheetMemoryMb: 1_024,
  spreadsheetMs: 600_000,
  sheets: 256,
  /** Characters of all texts that a spreadsheet's cells share. */
  sharedChars: 134_217_728,
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
