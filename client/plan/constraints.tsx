import { useWords } from '#client/i18n/use-words.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { Entry } from '#client/access/entry.tsx'
import type { PlansAnswer } from '#data/contract/plan.ts'
import type { Draft, Fault } from './draft.ts'
import { ByKind } from './by-kind.tsx'
import { SitePicker } from './site-picker.tsx'
import { usePlanWords } from './words.ts'

interface Props {
  known: PlansAnswer
  draft: Draft
  faults: ReadonlySet<Fault>
  onChange: (draft: Draft) => void
}

/** What can be set before a draw. */
export function Constraints({ known, draft, faults, onChange }: Props) {
  const { t: say } = useWords()
  const { t, language } = usePlanWords()
  const set = (patch: Partial<Draft>) => onChange({ ...draft, ...patch })
  const share = (name: keyof Draft['shares']) => (
    <Entry
      key={name}
      label={t(`constraints.${name}`)}
      inputMode="decimal"
      autoComplete="off"
      value={draft.shares[name]}
      onChange={(value) => set({ shares: { ...draft.shares, [name]: value } })}
    />
  )
  const reason = (fault: Fault) => (faults.has(fault) ? say('settings.reason.number') : null)
  const toggle = (teamId: string) =>
    set({
      teams: known.teams
        .map((team) => team.teamId)
        .filter((id) => (id === teamId) !== draft.teams.includes(id)),
    })
  return (
    <div className="plan-form">
      <h2>{t('constraints.title')}</h2>
      <div className="plan-pair">
        <Entry
          label={t('constraints.day')}
          type="date"
          min={known.today}
          value={draft.day}
          reason={reason('day')}
          onChange={(day) => set({ day })}
        />
        <Entry
          label={t('constraints.opensAt')}
          type="time"
          value={draft.opensAt}
          reason={reason('opensAt')}
          onChange={(opensAt) => set({ opensAt: opensAt.slice(0, 5) })}
        />
      </div>
      <fieldset className="plan-teams">
        <legend>{t('constraints.teams')}</legend>
        {known.teams.length === 0 && <p className="field-reason">{t('constraints.noTeams')}</p>}
        <div className="plan-ticks">
          {known.teams.map((team) => (
            <label key={team.teamId} className="check">
              <input
                type="checkbox"
                checked={draft.teams.includes(team.teamId)}
                onChange={() => toggle(team.teamId)}
              />
              {nameIn(language, team) ?? team.teamId}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="plan-pair">
        <Entry
          label={t('constraints.minutes')}
          inputMode="numeric"
          autoComplete="off"
          value={draft.minutes}
          reason={reason('minutes')}
          onChange={(minutes) => set({ minutes })}
        />
        <Entry
          label={t('constraints.perVisit')}
          inputMode="numeric"
          autoComplete="off"
          value={draft.perVisit}
          reason={reason('perVisit')}
          onChange={(perVisit) => set({ perVisit })}
        />
      </div>
      <fieldset>
        <legend>{t('constraints.shares')}</legend>
        <div className="plan-shares">{(['risk', 'overdue', 'chance'] as const).map(share)}</div>
        {faults.has('shares') && <p className="field-reason">{t('constraints.sharesRule')}</p>}
      </fieldset>
      <ByKind weights={draft.byKind} isWrong={faults.has('byKind')} onChange={(byKind) => set({ byKind })} />
      <SitePicker
        label={t('constraints.ordered')}
        chosen={draft.ordered}
        onChange={(ordered) => set({ ordered })}
      />
      <SitePicker
        label={t('constraints.exempt')}
        chosen={draft.exempt}
        onChange={(exempt) => set({ exempt })}
      />
      <SitePicker
        label={t('constraints.barred')}
        chosen={draft.barred}
        choices={known.teams.map((team) => ({
          value: team.teamId,
          text: nameIn(language, team) ?? team.teamId,
        }))}
        onChange={(barred) => set({ barred })}
      />
    </div>
  )
}
