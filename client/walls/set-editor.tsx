import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import { Confirm } from '#client/access/confirm.tsx'
import { Entry } from '#client/access/entry.tsx'
import { askNothing, NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { wallCm } from '#data/contract/scene-kinds.ts'
import type { SceneSet } from '#data/contract/walls.ts'
import { draftOf, setOf, type Draft } from './draft.ts'
import { Legible } from './legible.tsx'
import { Night } from './night.tsx'
import { Preview, resolutions, type Resolution } from './preview.tsx'
import { SceneRows } from './scene-rows.tsx'
import { useWallsWords } from './words.ts'

interface Props {
  id: string
  set: SceneSet
  isOnly: boolean
  onSaved: () => Promise<void>
  onChange: () => void
  onRemoved: () => Promise<void>
}

/** A scene set to change, and what it will look like. */
export function SetEditor({ id, set, isOnly, onSaved, onChange, onRemoved }: Props) {
  const { t: say } = useWords()
  const { t } = useWallsWords()
  const [base, setBase] = useState(set)
  const [draft, setDraft] = useState(() => draftOf(set))
  const [shown, show] = useState<number | null>(null)
  const [resolution, setResolution] = useState<Resolution>(resolutions[0])
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { set: next, wrongs, isRight } = setOf(draft, base)
  const isChanged = JSON.stringify(draftOf(base)) !== JSON.stringify(renumbered(draft))
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setFailure(null)
    onChange()
  }
  const save = async () => {
    setBusy(true)
    try {
      await askNothing(`/api/walls/${id}`, { method: 'PUT', body: JSON.stringify(next) })
      setBase(next)
      setDraft(draftOf(next))
      await onSaved()
    } catch (error) {
      setFailure(say(`problem.${error instanceof NoAnswer ? error.code : 'garbled'}`))
    }
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isRight) return setFailure(t('wrong'))
    if (!busy) void save()
  }
  const at = draft.scenes.find(({ key }) => key === shown) ?? draft.scenes[0]
  return (
    <form className="walls-editor" onSubmit={submit} noValidate>
      <div className="walls-form">
        <Entry
          label={t('name')}
          maxLength={60}
          value={draft.name}
          onChange={(name) => change({ name })}
          reason={wrongs.name ? t('nameRule') : null}
        />
        <SceneRows
          scenes={draft.scenes}
          shown={at?.key ?? null}
          wrong={wrongs.seconds}
          onShow={show}
          onChange={(scenes) => change({ scenes })}
        />
        <fieldset className="walls-group">
          <legend>{t('screen')}</legend>
          <div className="walls-pair">
            <Entry
              label={t('width')}
              inputMode="decimal"
              value={draft.width}
              onChange={(width) => change({ width })}
            />
            <Entry
              label={t('farthest')}
              inputMode="decimal"
              value={draft.farthest}
              onChange={(farthest) => change({ farthest })}
            />
          </div>
          {wrongs.screen ? (
            <p className="field-reason">
              {t('screenRule', { least: wallCm.least / 100, most: wallCm.most / 100 })}
            </p>
          ) : (
            <Legible screen={next.screen} resolution={resolution} />
          )}
        </fieldset>
        <Night draft={draft} onChange={change} />
        <div className="walls-acts">
          <Button type="submit" className="button button-primary" isDisabled={!isChanged || busy}>
            {t(busy ? 'saving' : 'save')}
          </Button>
          {isChanged && (
            <Button className="link" onPress={() => change(draftOf(base))}>
              {t('reset')}
            </Button>
          )}
          {!isOnly && (
            <Confirm
              label={t('removeSet')}
              title={t('removeSetOf', { name: base.name })}
              does={t('removeSet')}
              onConfirm={async () => {
                await askNothing(`/api/walls/${id}`, { method: 'DELETE' })
                await onRemoved()
              }}
            >
              {t('removeSetIs', { id })}
            </Confirm>
          )}
        </div>
        <p className="access-danger" role="alert">
          {failure}
        </p>
      </div>
      <Preview set={next} scene={at?.is ?? 'overview'} resolution={resolution} onResolution={setResolution} />
    </form>
  )
}

/** Keys are of the form only. */
function renumbered(draft: Draft): Draft {
  return { ...draft, scenes: draft.scenes.map((scene, key) => ({ ...scene, key })) }
}
