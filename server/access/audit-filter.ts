import type { AuditEntry, AuditKind } from '#data/contract/audit.ts'

/** Which entries; what is left out does not matter. */
export interface AuditFilter {
  kind?: AuditKind | undefined
  account?: string | undefined
  what?: string | undefined
  /** UTC ISO 8601, from and with. */
  since?: string | undefined
  /** UTC ISO 8601, before. */
  until?: string | undefined
  /** Only what was refused or failed. */
  isRefused?: boolean | undefined
}

export function passes(
  entry: AuditEntry,
  { kind, account, what, since, until, isRefused }: AuditFilter,
): boolean {
  return (
    (kind === undefined || entry.kind === kind) &&
    (account === undefined || entry.account === account) &&
    (what === undefined || entry.what === what) &&
    (since === undefined || entry.at >= since) &&
    (until === undefined || entry.at < until) &&
    (isRefused !== true || entry.status >= 400)
  )
}
