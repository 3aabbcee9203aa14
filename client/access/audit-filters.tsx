import { useState, type FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { IconButton } from '#client/ui/icon-button.tsx'
import { acts } from './acts.ts'
import { Entry } from './entry.tsx'
import { auditKinds, changeFilters, type Filters } from './filters-of-audit.ts'
import { actName, useAccessWords } from './words.ts'

/** Which entries to look at; everything chosen stands in the address, so that a finding can be passed on. */
export function AuditFilters({ filters }: { filters: Filters }) {
  const { t } = useAccessWords()
  const client = useQueryClient()
  const [typed, setTyped] = useState<string | null>(null)
  const account = typed ?? filters.account ?? ''
  const take = (event?: FormEvent) => {
    event?.preventDefault()
    if (typed !== null) changeFilters({ account: typed.trim() })
    setTyped(null)
  }
  return (
    <form className="audit-filters" aria-label={t('audit.filters')} onSubmit={take}>
      <label className="field">
        <span>{t('audit.kind')}</span>
        <select value={filters.kind ?? ''} onChange={({ target }) => changeFilters({ kind: target.value })}>
          <option value="">{t('audit.all')}</option>
          {auditKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field audit-what">
        <span>{t('audit.what')}</span>
        <select value={filters.what ?? ''} onChange={({ target }) => changeFilters({ what: target.value })}>
          <option value="">{t('audit.all')}</option>
          {filters.what !== undefined && !acts.some((act) => act === filters.what) && (
            <option value={filters.what}>{filters.what}</option>
          )}
          {acts.map((act) => (
            <option key={act} value={act}>
              {actName(act, t)}
            </option>
          ))}
        </select>
      </label>
      <Entry
        label={t('audit.account')}
        name="account"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        value={account}
        onChange={setTyped}
        onBlur={() => take()}
      />
      <Entry
        label={t('audit.from')}
        type="date"
        max={filters.to}
        value={filters.from ?? ''}
        onChange={(from) => changeFilters({ from })}
      />
      <Entry
        label={t('audit.to')}
        type="date"
        min={filters.from}
        value={filters.to ?? ''}
        onChange={(to) => changeFilters({ to })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={filters.refused === 'yes'}
          onChange={({ target }) => changeFilters({ refused: target.checked ? 'yes' : null })}
        />
        {t('audit.refused')}
      </label>
      <IconButton
        framed
        icon={RefreshCw}
        label={t('audit.renew')}
        onPress={() => void client.invalidateQueries({ queryKey: ['audit'] })}
      />
    </form>
  )
}
