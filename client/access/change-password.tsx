import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import { askNothing, NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Entry } from './entry.tsx'
import { NewPassword, shortest } from './new-password.tsx'
import { refusedFields, type Reasons } from './refused-fields.ts'
import { useAccessWords } from './words.ts'

const empty = { current: '', password: '' }

/** Another password; whoever is signed in elsewhere with the old one is signed out. */
export function ChangePassword() {
  const { t: say } = useWords()
  const { t } = useAccessWords()
  const client = useQueryClient()
  const [draft, setDraft] = useState(empty)
  const [reasons, setReasons] = useState<Reasons>({})
  const [said, setSaid] = useState<{ good: boolean; text: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (field: keyof typeof draft) => (value: string) => {
    setDraft({ ...draft, [field]: value })
    setReasons({ ...reasons, [field]: undefined })
    setSaid(null)
  }
  const send = async () => {
    setBusy(true)
    try {
      await askNothing('/api/me/password', { method: 'PUT', body: JSON.stringify(draft) })
      setDraft(empty)
      setSaid({ good: true, text: t('mine.passwordDone') })
      await client.invalidateQueries({ queryKey: ['sessions'] })
    } catch (error) {
      const refused = refusedFields(error, t)
      const code = error instanceof NoAnswer ? error.code : 'garbled'
      // Signed in, yet not believed: it is the current password that is wrong.
      if (code === 'unauthenticated' || code === 'not-allowed') refused['current'] = t('rule.current')
      setReasons(refused)
      if (Object.keys(refused).length === 0) setSaid({ good: false, text: say(`problem.${code}`) })
    }
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (draft.password.length < shortest) return setReasons({ password: t('rule.password') })
    if (!busy) void send()
  }
  return (
    <section className="settings-group">
      <h2>{t('password')}</h2>
      <form className="access-form" onSubmit={submit}>
        <Entry
          label={t('mine.current')}
          reason={reasons['current']}
          type="password"
          autoComplete="current-password"
          maxLength={256}
          required
          value={draft.current}
          onChange={change('current')}
        />
        <NewPassword
          value={draft.password}
          reason={reasons['password'] ?? null}
          onChange={change('password')}
        />
        <p className={said?.good ? 'access-success' : 'access-danger'} role="status">
          {said?.text}
        </p>
        <Button
          type="submit"
          className="button"
          isDisabled={busy || draft.current === '' || draft.password === ''}
        >
          {t('mine.passwordDo')}
        </Button>
      </form>
    </section>
  )
}
