import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { verify } from './on-the-server.ts'
import { useAccessWords } from './words.ts'
import type { AuditAnswer } from './use-access.ts'

/** Whether the entries still hang together as they were written. */
export function AuditChain({ chain }: { chain: AuditAnswer['chain'] }) {
  const { t, format } = useAccessWords()
  const { from, to, head, isWhole, reason } = chain
  const between = { from: format.whole(from), to: format.whole(to) }
  if (isWhole)
    return (
      <p className="audit-chain" role="status">
        <ShieldCheck size={16} strokeWidth={1.5} aria-hidden="true" />
        <span>
          {to < from ? t('audit.chainEmpty') : t('audit.chainWhole', between)}{' '}
          {head !== '' && (
            <span className="quiet">
              {t('audit.head')} <code title={head}>{head.slice(0, 12)}</code>
            </span>
          )}
        </span>
      </p>
    )
  return (
    <div className="audit-chain audit-chain-broken" role="alert">
      <ShieldAlert size={16} strokeWidth={1.5} aria-hidden="true" />
      <div>
        <p className="notice-title">{t('audit.chainBroken')}</p>
        {reason !== null && <p>{reason}</p>}
        <p>{t('audit.chainBrokenNext')}</p>
        <code className="access-code">{verify}</code>
      </div>
    </div>
  )
}
