import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { IconButton } from '#client/ui/icon-button.tsx'
import { useWallWords } from '#client/wall/words.ts'
import { sceneKinds, sceneSeconds } from '#data/contract/scene-kinds.ts'
import { added, moved, type Draft } from './draft.ts'
import { useWallsWords } from './words.ts'

/** A tour stands once for each community; an ordinary district has so many. */
const mostScenes = 20

interface Props {
  scenes: Draft['scenes']
  /** The one in the preview. */
  shown: number | null
  wrong: ReadonlySet<number>
  onShow: (key: number) => void
  onChange: (scenes: Draft['scenes']) => void
}

/** The scenes of a set in their order, each with how long it stands. */
export function SceneRows({ scenes, shown, wrong, onShow, onChange }: Props) {
  const { t } = useWallsWords()
  const { t: wall } = useWallWords()
  return (
    <fieldset className="walls-group">
      <legend>{t('scenes')}</legend>
      <ol className="scene-rows">
        {scenes.map(({ key, is, seconds }, place) => {
          const name = wall(`scene.${is}`)
          return (
            <li key={key} data-shown={key === shown || undefined}>
              <button
                type="button"
                className="scene-name"
                aria-pressed={key === shown}
                aria-label={t('show', { name })}
                onClick={() => onShow(key)}
              >
                {name}
              </button>
              <input
                className="scene-seconds"
                inputMode="numeric"
                aria-label={t('seconds', { name })}
                aria-invalid={wrong.has(key)}
                value={seconds}
                onChange={({ target }) =>
                  onChange(scenes.map((one) => (one.key === key ? { ...one, seconds: target.value } : one)))
                }
              />
              <span className="quiet scene-unit">{t(is === 'tour' ? 'secondsEach' : 'secondsUnit')}</span>
              <IconButton
                icon={ArrowUp}
                label={t('up', { name })}
                isDisabled={place === 0}
                onPress={() => onChange(moved(scenes, key, -1))}
              />
              <IconButton
                icon={ArrowDown}
                label={t('down', { name })}
                isDisabled={place === scenes.length - 1}
                onPress={() => onChange(moved(scenes, key, 1))}
              />
              <IconButton
                icon={X}
                label={t('remove', { name })}
                isDisabled={scenes.length === 1}
                onPress={() => onChange(scenes.filter((one) => one.key !== key))}
              />
            </li>
          )
        })}
      </ol>
      {wrong.size > 0 && (
        <p className="field-reason">
          {sceneSeconds.least}–{sceneSeconds.most} {t('secondsUnit')}
        </p>
      )}
      {scenes.length < mostScenes && (
        <select
          className="scene-add"
          aria-label={t('addScene')}
          value=""
          onChange={({ target }) => {
            const chosen = sceneKinds.find((is) => is === target.value)
            if (chosen !== undefined) onChange(added(scenes, chosen))
          }}
        >
          <option value="">{t('addScene')}</option>
          {sceneKinds.map((is) => (
            <option key={is} value={is}>
              {wall(`scene.${is}`)}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  )
}
