import { useState, type FormEvent, type ReactNode } from 'react'
import { Button, DialogTrigger } from 'react-aria-components'
import { Entry } from '#client/access/entry.tsx'
import { Drop } from '#client/ui/drop.tsx'
import { DoingFailed, useDoing } from './freeze.tsx'
import { usePlanWords } from './words.ts'

interface Props {
  label: string
  does: string
  children: ReactNode
  onDo: (why: string) => Promise<unknown>
}

/** Something that is done for a reason, which stays readable. */
export function WithReason({ label, does, children, onDo }: Props) {
  return (
    <DialogTrigger>
      <Button className="link">{label}</Button>
      <Drop title={label} placement="top end" className="access-drop">
        {(close) => <Form does={does} about={children} onDo={onDo} close={close} />}
      </Drop>
    </DialogTrigger>
  )
}

function Form(props: { does: string; about: ReactNode; onDo: Props['onDo']; close: () => void }) {
  const { t } = usePlanWords()
  const [why, setWhy] = useState('')
  const [isShort, setShort] = useState(false)
  const { run, busy, failure } = useDoing()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why.trim().length < 3) return setShort(true)
    void run(() => props.onDo(why.trim()).then(props.close))
  }
  return (
    <form className="plan-pick" onSubmit={submit}>
      <p>{props.about}</p>
      <Entry
        label={t('end.why')}
        maxLength={200}
        autoComplete="off"
        value={why}
        reason={isShort ? t('constraints.whyRule') : null}
        onChange={(value) => {
          setWhy(value)
          setShort(false)
        }}
      />
      <DoingFailed text={failure} />
      <Button type="submit" className="button button-danger" isDisabled={busy}>
        {props.does}
      </Button>
    </form>
  )
}
