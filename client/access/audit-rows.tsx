import type { Formats } from '#client/i18n/formats.ts'
import { useWords, type Translate } from '#client/i18n/use-words.ts'
import type { AuditEntry } from '#data/contract/audit.ts'
import { Rows, type Column } from './rows.tsx'
import { useMoment } from './use-moment.ts'
import { rolesInWords } from './who.ts'
import { actName, codeName, useAccessWords, type TranslateAccess } from './words.ts'

/** Who did what, when, from where, and what became of it. */
export function AuditRows({ entries }: { entries: readonly AuditEntry[] }) {
  const { t: say } = useWords()
  const { t, format } = useAccessWords()
  const moment = useMoment()
  return (
    <Rows
      label={t('audit.title')}
      rows={entries}
      idOf={({ seq }) => String(seq)}
      columns={columnsOf({ t, say, format, moment })}
      acts={t('acts')}
    />
  )
}

function Result({ entry: { status, code, what } }: { entry: AuditEntry }) {
  const { t } = useAccessWords()
  if (status < 400) return t('audit.done')
  const isSignIn = what === 'sign-in' && code === 'unauthenticated'
  const known = code === null ? String(status) : codeName(code, t)
  const why = isSignIn ? t('audit.notBelieved') : known
  return (
    <span className="access-danger" title={String(status)}>
      {t(status < 500 ? 'audit.wasRefused' : 'audit.failed', { why })}
    </span>
  )
}

interface Speech {
  t: TranslateAccess
  say: Translate
  format: Formats
  moment: (iso: string) => string
}

function columnsOf({ t, say, format, moment }: Speech): Column<AuditEntry>[] {
  return [
    {
      name: 'what',
      head: t('audit.what'),
      cell: ({ what, about }) => (
        <>
          <span className="access-name" title={what}>
            {actName(what, t)}
          </span>{' '}
          {about !== null && <code className="audit-about">{about}</code>}
        </>
      ),
    },
    {
      name: 'who',
      head: t('audit.who'),
      cell: ({ account, roles, kind }) =>
        account === null ? (
          <span className="quiet">{t(kind === 'system' ? 'audit.server' : 'audit.nobody')}</span>
        ) : (
          <>
            {account} <span className="quiet">{rolesInWords({ roles }, say)}</span>
          </>
        ),
    },
    { name: 'kind', head: t('audit.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
    {
      name: 'result',
      head: t('audit.result'),
      cell: (entry) => <Result entry={entry} />,
    },
    { name: 'source', head: t('audit.source'), cell: ({ source }) => source },
    { name: 'at', head: t('audit.at'), cell: ({ at }) => <time dateTime={at}>{moment(at)}</time> },
    {
      name: 'seq',
      head: t('audit.seq'),
      cell: ({ seq, hash }) => <span title={hash}>{format.whole(seq)}</span>,
    },
  ]
}
