import { Plus, X } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import { Entry } from '#client/access/entry.tsx'
import { usePlaces } from '#client/find/use-places.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import type { Named } from './draft.ts'
import { usePlanWords } from './words.ts'

interface Props {
  label: string
  chosen: readonly Named[]
  onChange: (chosen: readonly Named[]) => void
}

/** Sites with a reason each: found by name, put in, taken out. */
export function SitePicker({ label, chosen, onChange }: Props) {
  const { t, language } = usePlanWords()
  const [open, setOpen] = useState(false)
  const [typed, type] = useState('')
  const [picked, pick] = useState<{ siteId: string; name: string } | null>(null)
  const [why, setWhy] = useState('')
  const [isShort, setShort] = useState(false)
  const places = usePlaces(open && picked === null ? typed : '')
  const found = (places.items ?? []).filter((item) => item.level === 'site').slice(0, 6)
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (picked === null) return
    if (why.trim().length < 3) return setShort(true)
    onChange([...chosen.filter(({ siteId }) => siteId !== picked.siteId), { ...picked, why: why.trim() }])
    pick(null)
    type('')
    setWhy('')
    setShort(false)
    setOpen(false)
  }
  return (
    <div className="plan-picker">
      <div className="plan-line">
        <span>{label}</span>
        <b>{chosen.length === 0 ? t('constraints.none') : chosen.length}</b>
        <IconButton
          icon={open ? X : Plus}
          label={`${t('constraints.add')}: ${label}`}
          onPress={() => setOpen(!open)}
        />
      </div>
      {chosen.length > 0 && (
        <ul className="plan-chosen">
          {chosen.map((one) => (
            <li key={one.siteId}>
              <span>
                {one.name} <span className="quiet">{one.why}</span>
              </span>
              <IconButton
                icon={X}
                label={t('constraints.remove', { name: one.name })}
                onPress={() => onChange(chosen.filter(({ siteId }) => siteId !== one.siteId))}
              />
            </li>
          ))}
        </ul>
      )}
      {open && (
        <form className="plan-pick" onSubmit={add}>
          <Entry
            label={t('constraints.find')}
            autoComplete="off"
            autoFocus
            value={picked?.name ?? typed}
            onChange={(value) => {
              pick(null)
              type(value)
            }}
          />
          {picked === null && found.length > 0 && (
            <ul className="plan-found">
              {found.map((item) => {
                const name = nameIn(language, item) ?? item.id
                return (
                  <li key={item.id}>
                    <Button className="link" onPress={() => pick({ siteId: item.id, name })}>
                      {name}
                    </Button>
                  </li>
                )
              })}
            </ul>
          )}
          {picked !== null && (
            <>
              <Entry
                label={t('constraints.why')}
                maxLength={200}
                autoComplete="off"
                value={why}
                reason={isShort ? t('constraints.whyRule') : null}
                onChange={(value) => {
                  setWhy(value)
                  setShort(false)
                }}
              />
              <Button type="submit" className="button">
                {t('constraints.add')}
              </Button>
            </>
          )}
        </form>
      )}
    </div>
  )
}
