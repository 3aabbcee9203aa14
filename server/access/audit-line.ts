import { auditEntry, auditEvent, type AuditEntry, type AuditEvent } from '#data/contract/audit.ts'
import { readLine, unknownLine } from '#server/ledger/chain.ts'
import type { Codec } from '#server/ledger/codec.ts'
import { OperationRefused } from '#server/ledger/faults.ts'

/** The audit's lines: an event's kind is the line's, the rest is its body. */
export const auditCodec: Codec<AuditEvent, AuditEntry> = {
  encode(event) {
    const checked = auditEvent.safeParse(event)
    if (!checked.success) {
      const [issue] = checked.error.issues
      throw new OperationRefused(`${issue?.path.join('.') ?? 'event'}: ${issue?.message ?? 'not valid'}`)
    }
    const { kind, ...body } = checked.data
    return { kind, body: JSON.stringify(body) }
  },
  decode(bytes) {
    const { seq, at, kind, body, hash } = readLine(bytes)
    const checked = auditEntry.safeParse({ ...body, seq, at, kind, hash })
    if (!checked.success) throw new Error(unknownLine)
    return checked.data
  },
}

/** Something the audit does of itself. */
export function systemEvent(what: string, about: string | null): AuditEvent {
  return { kind: 'system', account: null, roles: [], source: 'server', what, about, status: 200, code: null }
}
