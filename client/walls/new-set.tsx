import { useState, type FormEvent } from 'react'
import { Button, DialogTrigger } from 'react-aria-components'
import { Entry } from '#client/access/entry.tsx'
import { askNothing, NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Drop } from '#client/ui/drop.tsx'
import type { SceneSet } from '#data/contract/walls.ts'
import { useWallsWords } from './words.ts'

interface Props {
  taken: readonly string[]
  /** What the new one begins as. */
  from: SceneSet
  onAdded: (id: string) => Promise<void>
}

/** One more scene set, for another room. */
export function NewSet({ taken, from, onAdded }: Props) {
  const { t } = useWallsWords()
  return (
    <DialogTrigger>
      <Button className="link">{t('newSet')}</Button>
      <Drop title={t('newSet')} placement="bottom start" className="access-drop">
        {(close) => <Form taken={taken} from={from} onAdded={onAdded} close={close} />}
      </Drop>
    </DialogTrigger>
  )
}

function Form({ taken, from, onAdded, close }: Props & { close: () => void }) {
  const { t: say } = useWords()
  const { t } = useWallsWords()
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const isId = /^[a-z0-9][a-z0-9-]{0,39}$/.test(id) && !taken.includes(id)
  const isName = name.trim() !== ''
  const send = async () => {
    try {
      const body = JSON.stringify({ ...from, name: name.trim() })
      await askNothing(`/api/walls/${id}`, { method: 'PUT', body })
      await onAdded(id)
      close()
    } catch (error) {
      setFailure(say(`problem.${error instanceof NoAnswer ? error.code : 'garbled'}`))
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isId && isName) void send()
  }
  return (
    <form className="access-form" onSubmit={submit} noValidate>
      <Entry
        label={t('name')}
        maxLength={60}
        value={name}
        onChange={setName}
        reason={tried && !isName ? t('nameRule') : null}
      />
      <Entry
        label={t('id')}
        hint={t('idIs')}
        maxLength={40}
        autoCapitalize="none"
        spellCheck={false}
        value={id}
        onChange={(typed) => setId(typed.toLowerCase())}
        reason={tried && !isId ? t('idRule') : null}
      />
      {failure !== null && (
        <p className="access-danger" role="alert">
          {failure}
        </p>
      )}
      <Button type="submit" className="button button-primary">
        {t('add')}
      </Button>
    </form>
  )
}
