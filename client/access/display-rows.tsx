import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Button, DialogTrigger } from 'react-aria-components'
import { askNothing, NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { useMay } from './me.ts'
import { Drop } from '#client/ui/drop.tsx'
import type { Display } from '#data/contract/displays.ts'
import { Confirm } from './confirm.tsx'
import { Entry } from './entry.tsx'
import { Rows, type Column } from './rows.tsx'
import { useMoment } from './use-moment.ts'
import { useAccessWords, type TranslateAccess } from './words.ts'

const at = ({ id }: Display) => `/api/displays/${encodeURIComponent(id)}`

/** Every paired display: there or not, since when, by whom; renamed or put out. */
export function DisplayRows({
  displays,
  onDone,
}: {
  displays: readonly Display[]
  onDone: (text: string) => void
}) {
  const { t } = useAccessWords()
  const moment = useMoment()
  return (
    <Rows
      label={t('displays.title')}
      rows={displays}
      idOf={({ id }) => id}
      columns={columnsOf(t, moment)}
      renderActs={(display) => <Acts display={display} onDone={onDone} />}
      acts={t('acts')}
    />
  )
}

function columnsOf(t: TranslateAccess, moment: (iso: string) => string): Column<Display>[] {
  return [
    {
      name: 'display',
      head: t('displays.name'),
      cell: ({ name }) => <span className="access-name">{name}</span>,
    },
    {
      name: 'online',
      head: t('displays.now'),
      cell: ({ isOnline }) => (
        <span className={isOnline ? 'display-on' : 'display-off'}>
          {t(isOnline ? 'displays.on' : 'displays.off')}
        </span>
      ),
    },
    {
      name: 'seen',
      head: t('displays.seen'),
      cell: ({ seenAt }) => (seenAt === null ? t('people.never') : moment(seenAt)),
    },
    {
      name: 'paired',
      head: t('displays.paired'),
      cell: ({ pairedAt, pairedBy }) => t('displays.pairedBy', { at: moment(pairedAt), account: pairedBy }),
    },
  ]
}

/** What can be done with one display. */
function Acts({ display, onDone }: { display: Display; onDone: (text: string) => void }) {
  const { t } = useAccessWords()
  const client = useQueryClient()
  const mayRename = useMay('PUT /api/displays/{id}')
  const mayRevoke = useMay('DELETE /api/displays/{id}')
  const renew = () => client.invalidateQueries({ queryKey: ['displays'] })
  const revoke = async (display: Display) => {
    await askNothing(at(display), { method: 'DELETE' })
    await renew()
    onDone(t('displays.revoked', { name: display.name }))
  }
  const rename = async (display: Display, name: string) => {
    await askNothing(at(display), { method: 'PUT', body: JSON.stringify({ name }) })
    await renew()
    onDone(t('displays.renamed', { name }))
  }
  return (
    <div className="access-acts">
      {mayRename && (
        <DialogTrigger>
          <Button className="link" aria-label={t('displays.renameOf', { name: display.name })}>
            {t('displays.rename')}
          </Button>
          <Drop
            title={t('displays.renameOf', { name: display.name })}
            placement="bottom end"
            className="access-drop"
          >
            {(close) => <Rename name={display.name} onSave={(name) => rename(display, name)} close={close} />}
          </Drop>
        </DialogTrigger>
      )}
      {mayRevoke && (
        <Confirm
          label={t('displays.revoke')}
          title={t('displays.revokeOf', { name: display.name })}
          does={t('displays.revoke')}
          onConfirm={() => revoke(display)}
        >
          {t('displays.revokeIs')}
        </Confirm>
      )}
    </div>
  )
}

function Rename(props: { name: string; onSave: (name: string) => Promise<void>; close: () => void }) {
  const { t: say } = useWords()
  const { t } = useAccessWords()
  const [name, setName] = useState(props.name)
  const [reason, setReason] = useState<string | null>(null)
  const save = async () => {
    try {
      await props.onSave(name.trim())
      props.close()
    } catch (error) {
      setReason(say(`problem.${error instanceof NoAnswer ? error.code : 'garbled'}`))
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setReason(t('displays.nameRule'))
    void save()
  }
  return (
    <form className="access-form" onSubmit={submit}>
      <Entry
        label={t('displays.name')}
        reason={reason}
        maxLength={80}
        autoComplete="off"
        value={name}
        onChange={(value) => {
          setName(value)
          setReason(null)
        }}
      />
      <Button type="submit" className="button button-primary">
        {t('save')}
      </Button>
    </form>
  )
}
