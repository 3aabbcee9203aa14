import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { askNothing, NoAnswer } from '#client/api/ask.ts'
import { Failure } from '#client/explore/failure.tsx'
import { useWords } from '#client/i18n/use-words.ts'
import { Shape } from '#client/ui/shape.tsx'
import type { Session } from '#data/contract/people.ts'
import { Rows, type Column } from './rows.tsx'
import { useMoment } from './use-moment.ts'
import { useSessions } from './use-access.ts'
import { useAccessWords, type TranslateAccess } from './words.ts'

/** Where one is signed in; each can be ended, but this one, which is left by signing out. */
export function Sessions() {
  const { t: say } = useWords()
  const { t } = useAccessWords()
  const moment = useMoment()
  const client = useQueryClient()
  const sessions = useSessions()
  const [said, setSaid] = useState<{ good: boolean; text: string } | null>(null)
  const end = async (session: Session) => {
    try {
      await askNothing(`/api/sessions/${encodeURIComponent(session.id)}`, { method: 'DELETE' })
      setSaid({ good: true, text: t('mine.sessionEnded', { browser: session.browser }) })
    } catch (error) {
      const code = error instanceof NoAnswer ? error.code : 'garbled'
      if (code !== 'not-found') setSaid({ good: false, text: say(`problem.${code}`) })
    }
    await client.invalidateQueries({ queryKey: ['sessions'] })
  }
  return (
    <section className="settings-group">
      <h2>{t('mine.sessions')}</h2>
      <p className="quiet">{t('mine.sessionsIs')}</p>
      <p className={said?.good === false ? 'access-danger' : 'access-success'} role="status">
        {said?.text}
      </p>
      {sessions.data !== undefined ? (
        <Rows
          label={t('mine.sessions')}
          rows={sessions.data.sessions}
          idOf={({ id }) => id}
          columns={columnsOf(t, moment)}
          renderActs={(session) =>
            session.isThis ? null : (
              <Button
                className="link"
                aria-label={t('mine.sessionEndOf', { browser: session.browser, source: session.source })}
                onPress={() => void end(session)}
              >
                {t('mine.sessionEnd')}
              </Button>
            )
          }
          acts={t('acts')}
        />
      ) : sessions.error === null ? (
        <Shape rows={[80, 80]} />
      ) : (
        <Failure error={sessions.error} retry={() => void sessions.refetch()} />
      )}
    </section>
  )
}

function columnsOf(t: TranslateAccess, moment: (iso: string) => string): Column<Session>[] {
  return [
    {
      name: 'browser',
      head: t('mine.browser'),
      cell: ({ browser, isThis }) => (
        <>
          <span className="access-name">{browser}</span>{' '}
          {isThis && <span className="tag">{t('mine.here')}</span>}
        </>
      ),
    },
    { name: 'source', head: t('mine.source'), cell: ({ source }) => <code>{source}</code> },
    { name: 'seen', head: t('mine.seen'), cell: ({ seenAt }) => moment(seenAt) },
    { name: 'since', head: t('mine.since'), cell: ({ createdAt }) => moment(createdAt) },
    { name: 'ends', head: t('mine.ends'), cell: ({ endsAt }) => moment(endsAt) },
  ]
}
