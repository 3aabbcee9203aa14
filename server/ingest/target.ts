import type { Entry, Operation, Segment } from '#data/contract/ledger.ts'
import type { TableName } from '#data/contract/tables.ts'

/** What an import needs of the home it goes to. */
export interface Target {
  readonly folder: string
  readonly ledger: {
    read(): AsyncIterable<Entry>
    segmentPath(sha256: string): string
    adoptSegment(temporaryPath: string, table: Segment['table'], rows: number): Promise<Segment>
  }
  readonly warehouse: {
    has(table: TableName, ids: readonly string[]): Promise<Set<string>>
    current(table: TableName, ids: readonly string[]): Promise<readonly object[]>
  }
  commit(operation: Operation): Promise<Entry>
}
