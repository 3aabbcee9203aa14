import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import { askJson, NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { z } from 'zod'
import type { OidcRefusal } from '#data/contract/oidc.ts'
import type { signInAnswer } from '#data/contract/people.ts'
import { ByProvider } from './by-provider.tsx'
import { CodeEntry } from './code-entry.tsx'
import { Entry } from './entry.tsx'
import { useCountdown } from './use-countdown.ts'
import { useAccessWords } from './words.ts'

type SignInAnswer = z.infer<typeof signInAnswer>

interface Props {
  /** The name of the provider by which one may sign in instead; null: none. */
  provider: string | null
  /** Where to go on. */
  way: string
  /** Why somebody who came back from the provider was not let in; null: nobody did. */
  turnedAway: OidcRefusal | null
  onDone: () => void
}

/** Account and password, then the code of the second factor where there is one. What is wrong is not told apart. */
export function SignIn({ provider, way, turnedAway, onDone }: Props) {
  const { t: say } = useWords()
  const { t, format } = useAccessWords()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [away, setAway] = useState(turnedAway)
  const { left, start } = useCountdown()
  const form = useRef<HTMLFormElement>(null)
  const asksCode = code !== null
  useEffect(() => {
    if (asksCode) form.current?.querySelector<HTMLInputElement>('[name=code]')?.focus()
  }, [asksCode])

  const send = async () => {
    setBusy(true)
    setFailure(null)
    setAway(null)
    try {
      const told = { account: account.trim().toLowerCase(), password, ...(code === null ? {} : { code }) }
      const body = JSON.stringify(told)
      const { result } = await askJson<SignInAnswer>('/api/session', { method: 'POST', body })
      if (result === 'signed-in') return onDone()
      setCode('')
    } catch (error) {
      fail(error)
    }
    setBusy(false)
  }
  const fail = (error: unknown) => {
    const no = error instanceof NoAnswer ? error : null
    if (no?.code === 'throttled') {
      start(no.againInS ?? 30)
      return
    }
    const wrong = no?.code === 'unauthenticated' || no?.code === 'bad-body'
    if (wrong && code !== null) setCode('')
    setFailure(wrong ? t(code === null ? 'wrong' : 'wrongCode') : say(`problem.${no?.code ?? 'garbled'}`))
    if (wrong && code === null) form.current?.querySelector<HTMLInputElement>('[name=password]')?.select()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy && left === null) void send()
  }
  const back = () => {
    setCode(null)
    setPassword('')
    setFailure(null)
  }
  const why = away === null ? failure : t(`oidc.${away}`, { name: provider ?? t('oidc.provider') })
  return (
    <form ref={form} onSubmit={submit}>
      <h1>{asksCode ? t('codeTitle') : t('signIn')}</h1>
      {asksCode ? (
        <CodeEntry value={code} onChange={setCode} />
      ) : (
        <>
          <Entry
            label={t('account')}
            name="account"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            required
            autoFocus
            value={account}
            onChange={setAccount}
          />
          <Entry
            label={t('password')}
            name="password"
            type="password"
            autoComplete="current-password"
            maxLength={256}
            required
            value={password}
            onChange={setPassword}
          />
        </>
      )}
      <p className="sign-in-said" role="alert">
        {left === null ? why : t('throttled', { n: format.whole(left), count: left })}
      </p>
      <div className="sign-in-acts">
        <Button type="submit" className="button button-primary" isDisabled={busy || left !== null}>
          {busy ? t('signingIn') : t('signIn')}
        </Button>
        {!asksCode && provider !== null && <ByProvider name={provider} way={way} />}
        {asksCode && (
          <Button className="link" onPress={back}>
            {t('otherAccount')}
          </Button>
        )}
      </div>
      {!asksCode && <p className="quiet">{t('forgotten')}</p>}
    </form>
  )
}
