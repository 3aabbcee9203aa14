import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import type { z } from 'zod'
import { askJson, NoAnswer } from '#client/api/ask.ts'
import { Failure } from '#client/explore/failure.tsx'
import { useWords } from '#client/i18n/use-words.ts'
import { Shape } from '#client/ui/shape.tsx'
import type { invitationFor, signInAnswer } from '#data/contract/people.ts'
import { Entry } from './entry.tsx'
import type { Invited } from './fragment.ts'
import { useInvited } from './invited.ts'
import { NewPassword, shortest } from './new-password.tsx'
import { refusedFields, rules, type Reasons } from './refused-fields.ts'
import { useOwnMoment } from './use-moment.ts'
import { useAccessWords } from './words.ts'

type For = z.infer<typeof invitationFor>
type SignInAnswer = z.infer<typeof signInAnswer>

/** An invitation is taken: whose it is, and the password they choose; the first administrator says who they are, too. */
export function SetPassword({ invited, onDone }: { invited: Invited; onDone: () => void }) {
  const { t } = useAccessWords()
  const body = JSON.stringify({ token: invited.token })
  const look = useQuery({
    queryKey: ['invitation', invited.token],
    queryFn: ({ signal }) => askJson<For>('/api/invitation/look', { method: 'POST', body, signal }),
    retry: false,
    gcTime: 0,
  })
  if (look.data !== undefined) return <Form invited={invited} whom={look.data} onDone={onDone} />
  if (look.error === null) return <Shape rows={[60, 100, 40]} />
  const gone =
    look.error instanceof NoAnswer && look.error.code !== 'unreachable' && look.error.status !== 429
  if (!gone) return <Failure error={look.error} retry={() => void look.refetch()} />
  return (
    <>
      <h1>{t('linkGone')}</h1>
      <p>{t(invited.kind === 'setup' ? 'linkGoneSetup' : 'linkGoneInvite')}</p>
      <Button className="link" onPress={() => useInvited.setState({ invited: null })}>
        {t('toSignIn')}
      </Button>
    </>
  )
}

function Form({ invited, whom, onDone }: { invited: Invited; whom: For; onDone: () => void }) {
  const { t: say } = useWords()
  const { t } = useAccessWords()
  const moment = useOwnMoment()
  const isSetup = whom.kind === 'setup'
  const [draft, setDraft] = useState({ account: '', name: '', password: '' })
  const [reasons, setReasons] = useState<Reasons>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (field: keyof typeof draft) => (value: string) => {
    setDraft({ ...draft, [field]: value })
    setReasons({ ...reasons, [field]: undefined })
  }
  const wrong = (): Reasons => ({
    ...(draft.password.length < shortest ? { password: t('rule.password') } : {}),
    ...(isSetup && !rules.account.test(draft.account) ? { account: t('rule.account') } : {}),
    ...(isSetup && draft.name.trim() === '' ? { name: t('rule.name') } : {}),
  })
  const send = async () => {
    const found = wrong()
    setReasons(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    setFailure(null)
    const { account, name, password } = draft
    const own = isSetup ? { account, name: name.trim() } : {}
    const body = JSON.stringify({ token: invited.token, password, ...own })
    try {
      const { result } = await askJson<SignInAnswer>('/api/invitation', { method: 'POST', body })
      // With a second factor the new password alone lets nobody in.
      if (result === 'needs-code') return useInvited.setState({ invited: null })
      return onDone()
    } catch (error) {
      const refused = refusedFields(error, t)
      setReasons(refused)
      if (Object.keys(refused).length === 0)
        setFailure(say(`problem.${error instanceof NoAnswer ? error.code : 'garbled'}`))
    }
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void send()
  }
  return (
    <form onSubmit={submit} noValidate>
      <h1>{isSetup ? t('setupTitle') : t('welcome', { name: whom.name ?? whom.account ?? '' })}</h1>
      <p className="sign-in-note">
        {isSetup ? t('setupIs') : t('inviteIs', { account: whom.account ?? '' })}{' '}
        <span className="quiet">{t('linkUntil', { at: moment(whom.until) })}</span>
      </p>
      {isSetup ? (
        <>
          <Entry
            label={t('account')}
            hint={t('rule.account')}
            reason={reasons['account']}
            name="account"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            value={draft.account}
            onChange={change('account')}
          />
          <Entry
            label={t('name')}
            hint={t('nameIs')}
            reason={reasons['name']}
            name="name"
            autoComplete="off"
            maxLength={80}
            value={draft.name}
            onChange={change('name')}
          />
        </>
      ) : (
        // A password manager keeps the password under this account.
        <input
          className="hidden"
          name="account"
          autoComplete="username"
          tabIndex={-1}
          aria-hidden="true"
          readOnly
          value={whom.account ?? ''}
        />
      )}
      <NewPassword
        value={draft.password}
        reason={reasons['password'] ?? null}
        onChange={change('password')}
      />
      <p className="sign-in-said" role="alert">
        {failure}
      </p>
      <Button type="submit" className="button button-primary" isDisabled={busy}>
        {t(isSetup ? 'setupDo' : 'inviteDo')}
      </Button>
    </form>
  )
}
