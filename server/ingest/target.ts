import type { Entry, Operation, Segment } from '#data/contract/ledger.ts'
import type { Row, TableName } from '#data/contract/tables.ts'
import type { IssueLink } from '../warehouse/records.ts'

/** What an import needs of the home it goes to. */
export interface Target {
  readonly folder: string
  readonly ledger: {
    read(): AsyncIterable<Entry>
    segmentPath(sha256: string): string
    adoptSegment(temporaryPath: string, table: Segment['table'], rows: number): Promise<Segment>
  }
  readonly warehouse: {
    holds(table: TableName): Promise<boolean>
    has(table: TableName, ids: readonly string[]): Promise<Set<string>>
    current<T extends TableName>(table: T, ids: readonly string[]): Promise<readonly Row<T>[]>
    issuesOf(visitIds: readonly string[]): Promise<readonly IssueLink[]>
    each<T extends TableName>(table: T, visit: (rows: Row<T>[]) => Promise<void> | void): Promise<void>
    readonly state: { readonly settings: { readonly zone: string } }
  }
  commit(operation: Operation): Promise<Entry>
}
