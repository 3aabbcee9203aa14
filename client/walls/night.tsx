import type { Draft } from './draft.ts'
import { useWallsWords } from './words.ts'

/** When the picture is dimmed, and how much. */
export function Night({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const { t, format } = useWallsWords()
  const time = (name: 'from' | 'to') => (
    <label className="field walls-time">
      <span>{t(name)}</span>
      <input
        type="time"
        required
        value={draft[name]}
        onChange={({ target }) => target.value !== '' && onChange({ [name]: target.value.slice(0, 5) })}
      />
    </label>
  )
  return (
    <fieldset className="walls-group">
      <legend>{t('night')}</legend>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.dims}
          onChange={({ target }) => onChange({ dims: target.checked })}
        />
        {t('nightOn')}
      </label>
      {draft.dims && (
        <div className="walls-pair walls-night">
          {time('from')}
          {time('to')}
          <label className="field walls-brightness">
            <span>{t('brightness', { n: format.whole(draft.brightness) })}</span>
            <input
              type="range"
              min={20}
              max={100}
              step={5}
              value={draft.brightness}
              onChange={({ target }) => onChange({ brightness: Number(target.value) })}
            />
          </label>
        </div>
      )}
    </fieldset>
  )
}
