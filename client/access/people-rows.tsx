import { useQueryClient } from '@tanstack/react-query'
import { Button, DialogTrigger } from 'react-aria-components'
import { NoAnswer } from '#client/api/ask.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords, type Translate } from '#client/i18n/use-words.ts'
import { useMay } from './me.ts'
import { Drop } from '#client/ui/drop.tsx'
import type { Person } from '#data/contract/people.ts'
import { EditPerson } from './edit-person.tsx'
import { Rows, type Column } from './rows.tsx'
import type { Said } from './said.ts'
import { changePerson, isLastAdministrator, type Invitation } from './send-person.ts'
import { useMoment } from './use-moment.ts'
import { useAreaNames } from './use-scope-name.ts'
import { rolesInWords } from './who.ts'
import { useAccessWords, type TranslateAccess } from './words.ts'

interface Props {
  people: readonly Person[]
  onInvited: (invitation: Invitation) => void
  onSaid: (said: Said | null) => void
}

/** Everybody with an account, and what can be changed about each. */
export function PeopleRows({ people, onInvited, onSaid }: Props) {
  const { t: say, language } = useWords()
  const { t } = useAccessWords()
  const moment = useMoment()
  const client = useQueryClient()
  const mayChange = useMay('PUT /api/people/{id}')
  const areas = useAreaNames(people.some(({ scope }) => scope !== null))
  const scopeOf = (scope: string) => {
    const area = areas?.find(({ areaId }) => areaId === scope)
    return area === undefined ? scope : nameIn(language, area)
  }
  const renew = () => client.invalidateQueries({ queryKey: ['people'] })

  /** Each way is the other's undo. */
  const setDisabled = async (person: Person, isDisabled: boolean) => {
    try {
      await changePerson(person, { isDisabled })
      await renew()
      onSaid({
        good: true,
        text: t(isDisabled ? 'people.disabled' : 'people.enabled', { name: person.name }),
        undo: () => void setDisabled({ ...person, isDisabled }, !isDisabled),
      })
    } catch (error) {
      const code = error instanceof NoAnswer ? error.code : 'garbled'
      onSaid({ good: false, text: say(`problem.${code}`) })
    }
  }
  return (
    <Rows
      label={t('people.title')}
      rows={people}
      idOf={({ id }) => id}
      columns={columnsOf({ t, say, moment, scopeOf })}
      renderActs={(person) =>
        mayChange ? (
          <DialogTrigger>
            <Button className="link" aria-label={t('people.editOf', { name: person.name })}>
              {t('people.edit')}
            </Button>
            <Drop
              title={t('people.editOf', { name: person.name })}
              placement="bottom end"
              className="access-drop access-drop-wide"
            >
              {(close) => (
                <EditPerson
                  person={person}
                  isLast={isLastAdministrator(person, people)}
                  close={close}
                  onChanged={async (said) => {
                    await renew()
                    onSaid(said)
                  }}
                  onInvited={onInvited}
                  onDisable={(isDisabled) => setDisabled(person, isDisabled)}
                />
              )}
            </Drop>
          </DialogTrigger>
        ) : null
      }
      acts={t('acts')}
      isQuiet={({ isDisabled }) => isDisabled}
    />
  )
}

interface Speech {
  t: TranslateAccess
  say: Translate
  moment: (iso: string) => string
  scopeOf: (scope: string) => string
}

function columnsOf({ t, say, moment, scopeOf }: Speech): Column<Person>[] {
  return [
    {
      name: 'person',
      head: t('name'),
      cell: ({ name, account }) => (
        <>
          <span className="access-name">{name}</span> <span className="quiet">{account}</span>
        </>
      ),
    },
    { name: 'roles', head: t('roles'), cell: (person) => rolesInWords(person, say) },
    {
      name: 'scope',
      head: t('scope'),
      cell: ({ scope }) => (scope === null ? t('whole') : scopeOf(scope)),
    },
    { name: 'state', head: t('people.state'), cell: (person) => <State person={person} /> },
    {
      name: 'seen',
      head: t('people.seen'),
      cell: ({ lastSignInAt }) => (lastSignInAt === null ? t('people.never') : moment(lastSignInAt)),
    },
  ]
}

/** Whether they can sign in, and with what. */
function State({ person }: { person: Person }) {
  const { t } = useAccessWords()
  if (person.isDisabled) return <span className="tag">{t('people.isDisabled')}</span>
  if (!person.hasPassword) return <span className="tag">{t('people.isInvited')}</span>
  return t(person.hasSecondFactor ? 'people.withCode' : 'people.withPassword')
}
