import { useWords } from '#client/i18n/use-words.ts'
import { kinds, modes } from '#data/contract/tables.ts'
import { changedPaths, listed, type Draft, type Reasons } from './draft.ts'
import { Field, Group, Ticks } from './field.tsx'
import { breakPaths, entryOf, steps, type Path, type SimplePath } from './fields.ts'

interface Props {
  base: Draft
  draft: Draft
  reasons: Reasons
  onChange: (path: Path, value: string) => void
}

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const

/** Everything a district decides for itself, in groups. */
export function SettingsForm({ base, draft, reasons, onChange }: Props) {
  const { t } = useWords()
  const changed = new Set(changedPaths(base, draft))
  const field = (path: Path, label: string, hint?: string) => (
    <Field
      key={path}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      entry={entryOf(path)}
      value={draft[path]}
      reason={reasons[path]}
      changed={changed.has(path)}
      onChange={(value) => onChange(path, value)}
    />
  )
  const simple = (path: Exclude<SimplePath, 'qualifyingModes' | 'workingDays'>, hint?: string) =>
    field(path, t(`settings.field.${path}`), hint)
  const breaks = (name: 'bandBreaks' | 'densityBreaks') => (
    <fieldset className="breaks">
      <legend>{t(`settings.field.${name}`)}</legend>
      <div className="settings-fields">
        {breakPaths(name).map((path, step) => field(path, t(`settings.field.breaks.${steps[step] ?? 0}`)))}
      </div>
    </fieldset>
  )
  return (
    <>
      <Group title={t('settings.group.district')}>
        {simple('district.name')}
        {simple('district.nameEn')}
        {simple('zone', t('settings.hint.zone'))}
        {simple('pinnedAsOf', t('settings.hint.pinnedAsOf'))}
        {simple('district.synthetic')}
      </Group>
      <Group title={t('settings.group.intervals')} hint={t('settings.hint.intervals')}>
        {simple('intervals.site')}
        {simple('intervals.cell')}
        {simple('intervals.community')}
        {simple('intervals.district')}
      </Group>
      <Group title={t('settings.group.kinds')} hint={t('settings.hint.kinds')}>
        {kinds.map((kind) => field(`intervals.kinds.${kind}`, t(`kinds.${kind}`)))}
      </Group>
      <Group title={t('settings.group.bands')} hint={t('settings.hint.bands')}>
        {breaks('bandBreaks')}
        {breaks('densityBreaks')}
        <Ticks
          label={t('settings.field.qualifyingModes')}
          options={modes.map((mode) => ({ value: mode, text: t(`mode.${mode}`) }))}
          chosen={listed(draft.qualifyingModes)}
          reason={reasons.qualifyingModes}
          changed={changed.has('qualifyingModes')}
          onChange={(chosen) => onChange('qualifyingModes', chosen.join(','))}
        />
      </Group>
      <Group title={t('settings.group.caps')}>
        {simple('caps.site30')}
        {simple('caps.site365')}
        {simple('caps.unit30')}
        {simple('caps.unit365')}
        {simple('cooldown.closedDays')}
        {simple('cooldown.chanceOnlyDays')}
      </Group>
      <Group title={t('settings.group.calendar')} hint={t('settings.hint.holidays')}>
        <Ticks
          label={t('settings.field.workingDays')}
          options={weekdays.map((day) => ({ value: String(day + 1), text: t(`settings.weekdays.${day}`) }))}
          chosen={listed(draft.workingDays)}
          reason={reasons.workingDays}
          changed={changed.has('workingDays')}
          onChange={(chosen) => onChange('workingDays', chosen.join(','))}
        />
        {simple('holidays')}
      </Group>
      <Group title={t('settings.group.campaign')} hint={t('settings.hint.campaign')}>
        {simple('campaign.name')}
        {simple('campaign.nameEn')}
        {simple('campaign.startsOn')}
      </Group>
      <Group title={t('settings.group.shares')} hint={t('settings.hint.shares')}>
        {simple('shares.risk')}
        {simple('shares.overdue')}
        {simple('shares.chance')}
      </Group>
      <Group title={t('settings.group.other')} hint={t('settings.hint.h3')}>
        {simple('h3Resolution')}
      </Group>
    </>
  )
}
