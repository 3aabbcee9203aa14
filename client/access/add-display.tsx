import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import { askNothing, NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { codeAsShown } from './code-as-shown.ts'
import { Entry } from './entry.tsx'
import { refusedFields, type Reasons } from './refused-fields.ts'
import { useAccessWords } from './words.ts'

interface Props {
  onDone: (name: string) => void
  onLeave: () => void
}

/** A screen on a wall is let in: by the code that stands on it, under a name. */
export function AddDisplay({ onDone, onLeave }: Props) {
  const { t: say } = useWords()
  const { t } = useAccessWords()
  const client = useQueryClient()
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [reasons, setReasons] = useState<Reasons>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const body = JSON.stringify({ code, name: name.trim() })
      await askNothing('/api/displays', { method: 'POST', body })
      await client.invalidateQueries({ queryKey: ['displays'] })
      return onDone(name.trim())
    } catch (error) {
      const no = error instanceof NoAnswer ? error.code : 'garbled'
      const refused = no === 'not-found' ? { code: t('displays.codeGone') } : refusedFields(error, t)
      if (no === 'bad-body' && refused['code'] !== undefined) refused['code'] = t('displays.codeRule')
      setReasons(refused)
      if (Object.keys(refused).length === 0) setFailure(say(`problem.${no}`))
    }
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found: Reasons = {
      ...(code.length === 9 ? {} : { code: t('displays.codeRule') }),
      ...(name.trim() === '' ? { name: t('displays.nameRule') } : {}),
    }
    setReasons(found)
    if (Object.keys(found).length === 0 && !busy) void send()
  }
  return (
    <form className="data-card access-form" aria-label={t('displays.add')} onSubmit={submit} noValidate>
      <h2>{t('displays.add')}</h2>
      <p>{t('displays.addIs', { address: `${window.location.origin}/wall` })}</p>
      <Entry
        label={t('displays.code')}
        reason={reasons['code']}
        className="display-code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        autoFocus
        value={code}
        onChange={(typed) => {
          setCode(codeAsShown(typed))
          setReasons({ ...reasons, code: undefined })
        }}
      />
      <Entry
        label={t('displays.name')}
        hint={t('displays.nameIs')}
        reason={reasons['name']}
        autoComplete="off"
        maxLength={80}
        value={name}
        onChange={(value) => {
          setName(value)
          setReasons({ ...reasons, name: undefined })
        }}
      />
      {failure !== null && (
        <p className="access-danger" role="alert">
          {failure}
        </p>
      )}
      <div className="access-acts">
        <Button type="submit" className="button button-primary" isDisabled={busy}>
          {t('displays.addDo')}
        </Button>
        <Button className="link" onPress={onLeave}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
