import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { PersonRole } from '#data/contract/access.ts'
import { Entry } from './entry.tsx'
import type { Reasons } from './refused-fields.ts'
import { useAreaNames } from './use-scope-name.ts'
import { useAccessWords } from './words.ts'

export interface PersonDraft {
  name: string
  roles: readonly PersonRole[]
  scope: string | null
}

interface Props {
  draft: PersonDraft
  reasons: Reasons
  /** The role of administrator stays: nobody else has it. */
  isLast?: boolean
  onChange: (draft: PersonDraft) => void
}

const offered = [
  'leader',
  'planner',
  'approver',
  'inspector',
  'auditor',
  'administrator',
] as const satisfies readonly PersonRole[]

/** What is kept of somebody besides their account: what others see, what they may do, where. */
export function PersonFields({ draft, reasons, isLast = false, onChange }: Props) {
  const { t: say, language } = useWords()
  const { t } = useAccessWords()
  const areas = useAreaNames(true)
  const communities = (areas ?? [])
    .filter(({ level }) => level === 'community')
    .map((area) => ({ id: area.areaId, name: nameIn(language, area) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
  const isElsewhere = draft.scope !== null && !communities.some(({ id }) => id === draft.scope)
  const other = areas?.find(({ areaId }) => areaId === draft.scope)
  const toggle = (role: PersonRole) =>
    onChange({
      ...draft,
      roles: offered.filter((one) => (one === role) !== draft.roles.includes(one)),
    })
  return (
    <>
      <Entry
        label={t('name')}
        hint={t('nameIs')}
        reason={reasons['name']}
        autoComplete="off"
        maxLength={80}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <fieldset className="ticks person-roles">
        <legend>{t('roles')}</legend>
        {offered.map((role) => {
          const stays = role === 'administrator' && isLast
          return (
            <label key={role} className="person-role">
              <input
                type="checkbox"
                checked={draft.roles.includes(role)}
                disabled={stays}
                onChange={() => toggle(role)}
              />
              <span>
                {say(`role.name.${role}`)}
                <span className="person-role-sees">
                  {stays ? t('people.last') : say(`role.sees.${role}`)}
                </span>
              </span>
            </label>
          )
        })}
        {reasons['roles'] !== undefined && <p className="field-reason">{reasons['roles']}</p>}
      </fieldset>
      <label className="field person-scope">
        <span>{t('scope')}</span>
        <select
          value={draft.scope ?? ''}
          onChange={({ target }) => onChange({ ...draft, scope: target.value === '' ? null : target.value })}
        >
          <option value="">{t('whole')}</option>
          {isElsewhere && (
            <option value={draft.scope ?? ''}>
              {other === undefined ? draft.scope : nameIn(language, other)}
            </option>
          )}
          {communities.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <span className="field-hint">{t('scopeIs')}</span>
      </label>
    </>
  )
}
