import { useMay } from '#client/access/me.ts'
import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import { askJson, NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Notice } from '#client/ui/notice.tsx'
import type { SettingsAnswer } from '#data/contract/api.ts'
import { changedPaths, draftOf, rebased, settingsOf, type Draft, type Reasons } from './draft.ts'
import { pathOf, type Path } from './fields.ts'
import { SettingsForm } from './settings-form.tsx'

type Step =
  { at: 'editing' } | { at: 'saving' } | { at: 'saved'; version: number } | { at: 'refused'; error: unknown }

/**
 * The form over a version. A newer version from elsewhere replaces an untouched form; over a changed one it asks,
 * and nothing that was typed is lost.
 */
export function SettingsEditor({ current, onReload }: { current: SettingsAnswer; onReload: () => void }) {
  const { t, format } = useWords()
  const [base, setBase] = useState(current)
  const [draft, setDraft] = useState(() => draftOf(current.settings))
  const [reasons, setReasons] = useState<Reasons>({})
  const [step, setStep] = useState<Step>({ at: 'editing' })
  const baseDraft = draftOf(base.settings)
  const changed = changedPaths(baseDraft, draft)
  const newer = current.version > base.version

  const start = (from: SettingsAnswer, next: Draft) => {
    setBase(from)
    setDraft(next)
    setReasons({})
  }
  if (newer && changed.length === 0 && step.at !== 'saving') start(current, draftOf(current.settings))

  const change = (path: Path, value: string) => {
    setDraft({ ...draft, [path]: value })
    if (reasons[path] !== undefined) setReasons({ ...reasons, [path]: undefined })
    setStep({ at: 'editing' })
  }
  const save = async () => {
    const told = settingsOf(draft)
    if ('reasons' in told) return setReasons(told.reasons)
    setStep({ at: 'saving' })
    try {
      const body = JSON.stringify({ version: base.version, settings: told.settings })
      const saved = await askJson<SettingsAnswer>('/api/settings', { method: 'PUT', body })
      start(saved, draftOf(saved.settings))
      setStep({ at: 'saved', version: saved.version })
    } catch (error) {
      setStep({ at: 'refused', error })
      if (!(error instanceof NoAnswer)) throw error
      setReasons(reasonsOf(error))
      if (error.code === 'conflict') onReload()
    }
  }
  const may = useMay('PUT /api/settings')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  const wrong = Object.values(reasons).filter((reason) => reason !== undefined).length
  return (
    <form onSubmit={submit} noValidate>
      <p className="quiet">
        {base.version === 0
          ? t('settings.neverSaved')
          : t('settings.version', { n: format.whole(base.version) })}
      </p>
      {newer && changed.length > 0 && (
        <Notice
          urgent
          title={t('settings.conflict')}
          action={
            <>
              <Button className="link" onPress={() => start(current, draftOf(current.settings))}>
                {t('settings.takeNew')}
              </Button>
              <Button
                className="link"
                onPress={() => start(current, rebased(baseDraft, draft, draftOf(current.settings)))}
              >
                {t('settings.keepMine')}
              </Button>
            </>
          }
        />
      )}
      {!may && <p className="quiet">{t('role.readOnly')}</p>}
      <fieldset className="settings-all" disabled={!may}>
        <SettingsForm base={baseDraft} draft={draft} reasons={reasons} onChange={change} />
      </fieldset>
      {may && (
        <div className="settings-save">
          <Status step={step} wrong={wrong} changed={changed.length} />
          <Button
            className="button"
            isDisabled={changed.length === 0}
            onPress={() => start(base, draftOf(base.settings))}
          >
            {t('settings.reset')}
          </Button>
          <Button
            type="submit"
            className="button button-primary"
            isDisabled={changed.length === 0 || step.at === 'saving' || newer}
          >
            {step.at === 'saving'
              ? t('settings.saving')
              : t('settings.save', { n: format.whole(base.version + 1) })}
          </Button>
        </div>
      )}
    </form>
  )
}

function Status({ step, wrong, changed }: { step: Step; wrong: number; changed: number }) {
  const { t, format } = useWords()
  const words = () => {
    if (wrong > 0) return t('settings.invalid', { n: format.whole(wrong), count: wrong })
    if (step.at === 'refused')
      return t(`problem.${step.error instanceof NoAnswer ? step.error.code : 'garbled'}`)
    if (step.at === 'saved') return t('settings.saved', { n: format.whole(step.version) })
    if (changed === 0) return t('settings.unchanged')
    return t('settings.changed', { n: format.whole(changed), count: changed })
  }
  const tone = wrong > 0 || step.at === 'refused' ? 'danger' : step.at === 'saved' ? 'success' : 'quiet'
  return (
    <p className={`settings-status settings-${tone}`} role="status">
      {words()}
    </p>
  )
}

function reasonsOf(error: NoAnswer): Reasons {
  const reasons: Reasons = {}
  for (const { field, reason } of error.fields) {
    const path = pathOf(field)
    if (path !== null) reasons[path] = { says: 'server', text: reason }
  }
  return reasons
}
