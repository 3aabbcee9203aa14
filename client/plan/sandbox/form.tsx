import { useRef } from 'react'
import { Button } from 'react-aria-components'
import { Entry } from '#client/access/entry.tsx'
import { Segmented } from '#client/ui/segmented.tsx'
import type { SandboxPost } from '#data/contract/sandbox.ts'
import { askedOf, type SandboxDraft } from './draft.ts'
import type { Run } from './use-run.ts'
import { useSandboxWords } from './words.ts'

interface Props {
  draft: SandboxDraft
  onChange: (draft: SandboxDraft) => void
  run: Run
  onRun: (asked: SandboxPost) => void
  onCancel: () => void
}

const shareNames = ['risk', 'overdue', 'chance'] as const
const weeks = ['4', '8', '12'] as const

/** What is tried, and how far it is. */
export function SandboxForm({ draft, onChange, run, onRun, onCancel }: Props) {
  const { t } = useSandboxWords()
  const { asked, faults } = askedOf(draft)
  const runner = useRef<HTMLButtonElement>(null)
  const set = (patch: Partial<SandboxDraft>) => onChange({ ...draft, ...patch })
  return (
    <form
      className="plan-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (asked !== null) onRun(asked)
      }}
    >
      <div>
        <p className="sandbox-label" aria-hidden="true">
          {t('form.weeks')}
        </p>
        <Segmented
          label={t('form.weeks')}
          value={draft.weeks}
          options={weeks.map((value) => ({ value, text: t('form.weeksOf', { n: value }) }))}
          onChange={(value) => set({ weeks: value })}
        />
      </div>
      <fieldset>
        <legend>{t('form.shares')}</legend>
        <div className="plan-shares">
          {shareNames.map((name) => (
            <Entry
              key={name}
              label={t(`form.${name}`)}
              inputMode="decimal"
              autoComplete="off"
              value={draft.shares[name]}
              onChange={(value) => set({ shares: { ...draft.shares, [name]: value } })}
            />
          ))}
        </div>
        {asked !== null && (
          <div className="plan-sharebar sandbox-shares" aria-hidden="true">
            {shareNames.map((name) => (
              <span key={name} className={`plan-share-${name}`} style={{ flexGrow: asked.shares[name] }} />
            ))}
          </div>
        )}
        {faults.has('shares') && <p className="field-reason">{t('form.sharesRule')}</p>}
      </fieldset>
      <Entry
        label={t('form.site30')}
        inputMode="numeric"
        autoComplete="off"
        value={draft.site30}
        reason={faults.has('site30') ? t('form.site30Rule') : null}
        onChange={(site30) => set({ site30 })}
      />
      <Entry
        label={t('form.visits')}
        inputMode="numeric"
        autoComplete="off"
        hint={t('form.visitsHint')}
        value={draft.visits}
        reason={faults.has('visits') ? t('form.visitsRule') : null}
        onChange={(visits) => set({ visits })}
      />
      <Button
        ref={runner}
        className="button button-primary sandbox-run"
        type="submit"
        isDisabled={asked === null}
      >
        {t('form.run')}
      </Button>
      {run.is === 'running' && (
        <div className="sandbox-going">
          <Going part={run.part} />
          <Button
            className="button"
            onPress={() => {
              onCancel()
              runner.current?.focus()
            }}
          >
            {t('form.cancel')}
          </Button>
        </div>
      )}
    </form>
  )
}

function Going({ part }: { part: number }) {
  const { t, format } = useSandboxWords()
  const percent = Math.round(100 * part)
  return (
    <div
      className="sandbox-bar"
      role="progressbar"
      aria-label={t('title')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span className="sandbox-track">
        <span style={{ inlineSize: `${percent}%` }} />
      </span>
      <span>{t('form.running', { percent: format.whole(percent) })}</span>
    </div>
  )
}
