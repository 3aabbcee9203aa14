import { Plus, X } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import { Entry } from '#client/access/entry.tsx'
import { usePlaces } from '#client/find/use-places.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import type { Picked } from './draft.ts'
import { usePlanWords } from './words.ts'

interface Props {
  label: string
  chosen: readonly Picked[]
  /** What is said of each: left out, a reason; else one of these, by value. */
  choices?: readonly { value: string; text: string }[]
  onChange: (chosen: readonly Picked[]) => void
}

/** Sites with something said of each: found by name, put in, taken out. */
export function SitePicker({ label, chosen, choices, onChange }: Props) {
  const { t, language } = usePlanWords()
  const [open, setOpen] = useState(false)
  const [typed, type] = useState('')
  const [picked, pick] = useState<{ siteId: string; name: string } | null>(null)
  const [reason, setReason] = useState('')
  const [choice, choose] = useState(choices?.[0]?.value ?? '')
  const [isShort, setShort] = useState(false)
  const places = usePlaces(open && picked === null ? typed : '')
  const found = (places.items ?? []).filter((item) => item.level === 'site').slice(0, 6)
  const keyOf = ({ siteId, said }: Picked) => (choices === undefined ? siteId : `${siteId} ${said}`)
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (picked === null) return
    const said = choices === undefined ? reason.trim() : choice
    if (choices === undefined && said.length < 3) return setShort(true)
    const next = { ...picked, said }
    onChange([...chosen.filter((one) => keyOf(one) !== keyOf(next)), next])
    pick(null)
    type('')
    setReason('')
    setShort(false)
    setOpen(false)
  }
  const textOf = (said: string) => choices?.find(({ value }) => value === said)?.text ?? said
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
            <li key={keyOf(one)}>
              <span>
                {one.name} <span className="quiet">{textOf(one.said)}</span>
              </span>
              <IconButton
                icon={X}
                label={t('constraints.remove', { name: one.name })}
                onPress={() => onChange(chosen.filter((other) => other !== one))}
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
              {choices === undefined ? (
                <Entry
                  label={t('constraints.why')}
                  maxLength={200}
                  autoComplete="off"
                  value={reason}
                  reason={isShort ? t('constraints.whyRule') : null}
                  onChange={(value) => {
                    setReason(value)
                    setShort(false)
                  }}
                />
              ) : (
                <label className="field">
                  <span>{t('constraints.team')}</span>
                  <select value={choice} onChange={({ target }) => choose(target.value)}>
                    {choices.map(({ value, text }) => (
                      <option key={value} value={value}>
                        {text}
                      </option>
                    ))}
                  </select>
                </label>
              )}
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
