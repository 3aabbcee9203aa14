import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import type { z } from 'zod'
import { askJson, askNothing, NoAnswer } from '#client/api/ask.ts'
import { Failure } from '#client/explore/failure.tsx'
import { useWords } from '#client/i18n/use-words.ts'
import { Shape } from '#client/ui/shape.tsx'
import type { secondFactorAnswer } from '#data/contract/people.ts'
import { CodeEntry } from './code-entry.tsx'
import { Entry } from './entry.tsx'
import { QrCode } from './qr-code.tsx'
import { useSecondFactor } from './use-access.ts'
import { useAccessWords } from './words.ts'

type Secret = z.infer<typeof secondFactorAnswer>
const path = '/api/me/second-factor'

/** A code from one's phone besides the password: on, off, and the way between. */
export function SecondFactor() {
  const { t: say } = useWords()
  const { t } = useAccessWords()
  const client = useQueryClient()
  const state = useSecondFactor()
  const [secret, setSecret] = useState<Secret | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const begin = async () => {
    setFailure(null)
    try {
      setSecret(await askJson<Secret>(path, { method: 'POST' }))
    } catch (error) {
      setFailure(say(`problem.${error instanceof NoAnswer ? error.code : 'garbled'}`))
    }
  }
  const changed = async () => {
    setSecret(null)
    await client.invalidateQueries({ queryKey: ['second-factor'] })
  }
  return (
    <section className="settings-group">
      <h2>{t('mine.second')}</h2>
      <p className="quiet">{t('mine.secondIs')}</p>
      {state.data === undefined ? (
        state.error === null ? (
          <Shape rows={[30]} />
        ) : (
          <Failure error={state.error} retry={() => void state.refetch()} />
        )
      ) : state.data.isOn ? (
        <>
          <p className="access-success" role="status">
            {t('mine.secondOn')}
          </p>
          <TurnOff onDone={changed} />
        </>
      ) : secret === null ? (
        <>
          <p role="status">{t('mine.secondOff')}</p>
          <Button className="button" onPress={() => void begin()}>
            {t('mine.secondDo')}
          </Button>
        </>
      ) : (
        <TurnOn secret={secret} onDone={changed} onLeave={() => setSecret(null)} />
      )}
      {failure !== null && (
        <p className="access-danger" role="alert">
          {failure}
        </p>
      )}
    </section>
  )
}

function TurnOn({
  secret,
  onDone,
  onLeave,
}: {
  secret: Secret
  onDone: () => Promise<void>
  onLeave: () => void
}) {
  const { t } = useAccessWords()
  const [code, setCode] = useState('')
  const { busy, reason, send, forget } = useSending(t('rule.code'))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.length === 6 && !busy)
      void send({ method: 'PUT', body: JSON.stringify({ code }) }, onDone, () => setCode(''))
  }
  return (
    <form className="second-factor" onSubmit={submit}>
      <QrCode text={secret.uri} label={t('mine.qr')} />
      <div className="access-form">
        <p>{t('mine.scan')}</p>
        <p className="quiet">{t('mine.secret')}</p>
        <code className="second-factor-secret">{secret.secret.match(/.{1,4}/g)?.join(' ')}</code>
        <CodeEntry
          value={code}
          reason={reason}
          onChange={(value) => {
            setCode(value)
            forget()
          }}
        />
        <div className="access-acts">
          <Button type="submit" className="button button-primary" isDisabled={busy || code.length < 6}>
            {t('mine.secondConfirm')}
          </Button>
          <Button className="link" onPress={onLeave}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    </form>
  )
}

function TurnOff({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useAccessWords()
  const [asked, ask] = useState(false)
  const [password, setPassword] = useState('')
  const { busy, reason, send, forget } = useSending(t('rule.current'))
  if (!asked)
    return (
      <Button className="link" onPress={() => ask(true)}>
        {t('mine.secondEnd')}
      </Button>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy)
      void send({ method: 'DELETE', body: JSON.stringify({ password }) }, onDone, () => setPassword(''))
  }
  return (
    <form className="access-form" onSubmit={submit}>
      <Entry
        label={t('mine.current')}
        reason={reason}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(value) => {
          setPassword(value)
          forget()
        }}
      />
      <div className="access-acts">
        <Button type="submit" className="button button-danger" isDisabled={busy || password === ''}>
          {t('mine.secondEnd')}
        </Button>
        <Button className="link" onPress={() => ask(false)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

/** Sends a proof that may be wrong: then that is said, and it is asked for again. */
function useSending(wrong: string) {
  const { t: say } = useWords()
  const [busy, setBusy] = useState(false)
  const [reason, setReason] = useState<string | null>(null)
  const send = async (init: RequestInit, onDone: () => Promise<void>, onWrong: () => void) => {
    setBusy(true)
    try {
      await askNothing(path, init)
      await onDone()
    } catch (error) {
      const code = error instanceof NoAnswer ? error.code : 'garbled'
      const isWrong = ['unauthenticated', 'not-allowed', 'bad-body', 'conflict'].includes(code)
      if (isWrong) onWrong()
      setReason(isWrong ? wrong : say(`problem.${code}`))
    }
    setBusy(false)
  }
  return { busy, reason, send, forget: () => setReason(null) }
}
