import type { CsvRecord } from './csv.ts'

/** What a worker is to read; `sheet` null: the first. */
export interface SheetRequest {
  path: string
  sheet: string | null
}

/** What it answers, in this order: the sheets, records some at a time, the end; or that the file is refused. */
export type SheetReply =
  | { says: 'sheets'; names: string[]; chosen: string | null }
  | { says: 'records'; records: CsvRecord[] }
  | { says: 'end' }
  | { says: 'refused'; code: 'spreadsheet' | 'too-large' | 'which-sheet'; message: string }

/** What it says first, of itself, when it has begun. */
export interface SheetReady {
  says: 'ready'
}
