import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { Failure } from '#client/explore/failure.tsx'
import type { ThemeName } from '#client/state/look.ts'
import { useMay } from './me.ts'
import { Shape } from '#client/ui/shape.tsx'
import { AccessPage } from './access-page.tsx'
import { AddPerson } from './add-person.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { PeopleRows } from './people-rows.tsx'
import { SaidLine } from './said-line.tsx'
import type { Said } from './said.ts'
import type { Invitation } from './send-person.ts'
import { usePeople } from './use-access.ts'
import { setupLink } from './on-the-server.ts'
import { useAccessWords } from './words.ts'

/** Who may sign in, as what, and for which area; links to come in; who may not any more. */
export function PeoplePage({ theme }: { theme: ThemeName }) {
  const { t } = useAccessWords()
  const people = usePeople()
  const mayAdd = useMay('POST /api/people')
  const [adding, setAdding] = useState(false)
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const invited = (made: Invitation) => {
    setAdding(false)
    setSaid(null)
    setInvitation(made)
  }
  const all = people.data?.people
  return (
    <AccessPage
      theme={theme}
      page="people"
      title={t('people.title')}
      intro={t('people.intro')}
      action={
        mayAdd &&
        !adding &&
        all !== undefined &&
        all.length > 0 && (
          <Button className="button button-primary" onPress={() => setAdding(true)}>
            <UserPlus size={16} strokeWidth={1.5} aria-hidden="true" />
            {t('people.add')}
          </Button>
        )
      }
    >
      {invitation !== null && (
        <InvitationLink key={invitation.token} invitation={invitation} onDone={() => setInvitation(null)} />
      )}
      {adding && <AddPerson onDone={invited} onLeave={() => setAdding(false)} />}
      <SaidLine said={said} />
      {all === undefined ? (
        people.error === null ? (
          <Shape rows={[90, 90, 90]} />
        ) : (
          <Failure error={people.error} retry={() => void people.refetch()} />
        )
      ) : all.length === 0 ? (
        <NobodyYet />
      ) : (
        <PeopleRows people={all} onInvited={invited} onSaid={setSaid} />
      )}
    </AccessPage>
  )
}

function NobodyYet() {
  const { t } = useAccessWords()
  return (
    <div className="data-card access-empty">
      <p className="notice-title">{t('people.none')}</p>
      <p>{t('people.noneIs')}</p>
      <code className="access-code">{setupLink}</code>
    </div>
  )
}
