import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import { NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Person } from '#data/contract/people.ts'
import { PersonFields, type PersonDraft } from './person-fields.tsx'
import { refusedFields, type Reasons } from './refused-fields.ts'
import type { Said } from './said.ts'
import { changePerson, inviteAgain, removeSecondFactor, type Invitation } from './send-person.ts'
import { useAccessWords } from './words.ts'

interface Props {
  person: Person
  isLast: boolean
  close: () => void
  onChanged: (said: Said) => Promise<void>
  onInvited: (invitation: Invitation) => void
  onDisable: (isDisabled: boolean) => Promise<void>
}

/** What one person is called and may do; a new link in, a lost phone, no more signing in. */
export function EditPerson({ person, isLast, close, onChanged, onInvited, onDisable }: Props) {
  const { t: say } = useWords()
  const { t } = useAccessWords()
  const [draft, setDraft] = useState<PersonDraft>({
    name: person.name,
    roles: person.roles,
    scope: person.scope,
  })
  const [reasons, setReasons] = useState<Reasons>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [sure, setSure] = useState(false)

  /** One act at a time; what fails is said here and the rest stays as it was. */
  const act = async (work: () => Promise<void>) => {
    setBusy(true)
    setFailure(null)
    try {
      await work()
      close()
      return
    } catch (error) {
      const refused = refusedFields(error, t)
      setReasons(refused)
      if (Object.keys(refused).length === 0)
        setFailure(say(`problem.${error instanceof NoAnswer ? error.code : 'garbled'}`))
    }
    setBusy(false)
  }
  const save = () =>
    act(async () => {
      await changePerson(person, { ...draft, name: draft.name.trim(), roles: [...draft.roles] })
      await onChanged({ good: true, text: t('people.saved', { name: draft.name.trim() }) })
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found: Reasons = {
      ...(draft.name.trim() === '' ? { name: t('rule.name') } : {}),
      ...(draft.roles.length === 0 ? { roles: t('rule.roles') } : {}),
    }
    setReasons(found)
    if (Object.keys(found).length === 0 && !busy) void save()
  }
  return (
    <form className="access-form" onSubmit={submit} noValidate>
      <PersonFields
        draft={draft}
        reasons={reasons}
        isLast={isLast}
        onChange={(next) => {
          setDraft(next)
          setReasons({})
        }}
      />
      {failure !== null && (
        <p className="access-danger" role="alert">
          {failure}
        </p>
      )}
      <Button type="submit" className="button button-primary" isDisabled={busy}>
        {t('save')}
      </Button>
      <div className="person-more">
        <Button
          className="link"
          isDisabled={busy}
          onPress={() => void act(async () => onInvited(await inviteAgain(person)))}
        >
          {t(person.hasPassword ? 'people.reset' : 'people.again')}
        </Button>
        <p className="quiet">{t('people.resetIs')}</p>
        {person.hasSecondFactor && (
          <>
            <Button
              className="link"
              isDisabled={busy}
              onPress={() =>
                sure
                  ? void act(async () => {
                      await removeSecondFactor(person)
                      await onChanged({ good: true, text: t('people.codeRemoved', { name: person.name }) })
                    })
                  : setSure(true)
              }
            >
              {t(sure ? 'people.removeCodeSure' : 'people.removeCode')}
            </Button>
            <p className="quiet">{t('people.removeCodeIs')}</p>
          </>
        )}
        <Button
          className="link"
          isDisabled={busy || isLast}
          onPress={() => void act(() => onDisable(!person.isDisabled))}
        >
          {t(person.isDisabled ? 'people.enable' : 'people.disable')}
        </Button>
        <p className="quiet">
          {t(isLast ? 'people.last' : person.isDisabled ? 'people.enableIs' : 'people.disableIs')}
        </p>
      </div>
    </form>
  )
}
