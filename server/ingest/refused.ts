export type RefusalCode =
  | 'no-file'
  | 'encoding'
  | 'compressed'
  | 'file-changed'
  | 'no-header'
  | 'missing-columns'
  | 'doubled-columns'
  | 'not-geojson'
  | 'spreadsheet'
  | 'which-sheet'
  | 'too-large'
  | 'mapping'

/** A whole import that cannot be begun or gone on with; nothing is stored. The message says what to do next. */
export class ImportRefused extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ImportRefused'
    this.code = code
  }
}
