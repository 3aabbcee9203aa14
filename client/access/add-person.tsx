import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import { NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Entry } from './entry.tsx'
import { PersonFields, type PersonDraft } from './person-fields.tsx'
import { refusedFields, rules, type Reasons } from './refused-fields.ts'
import { addPerson, type Invitation } from './send-person.ts'
import { useAccessWords } from './words.ts'

interface Props {
  onDone: (invitation: Invitation) => void
  onLeave: () => void
}

/** Somebody new: an account, and a link with which they set their own password. */
export function AddPerson({ onDone, onLeave }: Props) {
  const { t: say } = useWords()
  const { t } = useAccessWords()
  const client = useQueryClient()
  const [account, setAccount] = useState('')
  const [draft, setDraft] = useState<PersonDraft>({ name: '', roles: [], scope: null })
  const [reasons, setReasons] = useState<Reasons>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const wrong = (): Reasons => ({
    ...(rules.account.test(account) ? {} : { account: t('rule.account') }),
    ...(draft.name.trim() === '' ? { name: t('rule.name') } : {}),
    ...(draft.roles.length === 0 ? { roles: t('rule.roles') } : {}),
  })
  const send = async () => {
    const found = wrong()
    setReasons(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    setFailure(null)
    try {
      const made = await addPerson({ account, ...draft, name: draft.name.trim(), roles: [...draft.roles] })
      await client.invalidateQueries({ queryKey: ['people'] })
      return onDone(made)
    } catch (error) {
      const code = error instanceof NoAnswer ? error.code : 'garbled'
      const refused = code === 'conflict' ? { account: t('rule.taken') } : refusedFields(error, t)
      setReasons(refused)
      if (Object.keys(refused).length === 0) setFailure(say(`problem.${code}`))
    }
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void send()
  }
  return (
    <form
      className="data-card access-form person-form"
      aria-label={t('people.add')}
      onSubmit={submit}
      noValidate
    >
      <h2>{t('people.add')}</h2>
      <Entry
        label={t('account')}
        hint={t('rule.account')}
        reason={reasons['account']}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        autoFocus
        value={account}
        onChange={(value) => {
          setAccount(value.toLowerCase())
          setReasons({ ...reasons, account: undefined })
        }}
      />
      <PersonFields
        draft={draft}
        reasons={reasons}
        onChange={(next) => {
          setDraft(next)
          setReasons({ account: reasons['account'] })
        }}
      />
      {failure !== null && (
        <p className="access-danger" role="alert">
          {failure}
        </p>
      )}
      <div className="access-acts">
        <Button type="submit" className="button button-primary" isDisabled={busy}>
          {t('people.addDo')}
        </Button>
        <Button className="link" onPress={onLeave}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
