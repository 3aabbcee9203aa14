import { useDistrict } from '#client/api/use-answers.ts'
import { Entry } from '#client/access/entry.tsx'
import { useWords } from '#client/i18n/use-words.ts'
import { kinds } from '#data/contract/tables.ts'
import type { Draft } from './draft.ts'
import { usePlanWords } from './words.ts'

interface Props {
  weights: Draft['byKind']
  isWrong: boolean
  onChange: (weights: Draft['byKind']) => void
}

/** Whether each kind of site has a part of the draw of its own, and how large it is. */
export function ByKind({ weights, isWrong, onChange }: Props) {
  const { t: say } = useWords()
  const { t } = usePlanWords()
  const counts = useDistrict().data?.kinds
  const there = kinds.filter((kind) => (counts?.[kind] ?? 0) > 0)
  const isSplit = Object.keys(weights).length > 0
  const split = () => onChange(Object.fromEntries(there.map((kind) => [kind, String(counts?.[kind] ?? 0)])))
  return (
    <fieldset className="plan-kinds">
      <label className="check">
        <input type="checkbox" checked={isSplit} onChange={() => (isSplit ? onChange({}) : split())} />
        {t('constraints.byKind')}
      </label>
      {isSplit && (
        <>
          <p className="quiet">{t('constraints.byKindIs')}</p>
          <div className="plan-weights">
            {there.map((kind) => (
              <Entry
                key={kind}
                label={say(`kinds.${kind}`)}
                inputMode="numeric"
                autoComplete="off"
                value={weights[kind] ?? '0'}
                onChange={(value) => onChange({ ...weights, [kind]: value })}
              />
            ))}
          </div>
          {isWrong && <p className="field-reason">{t('constraints.byKindRule')}</p>}
        </>
      )}
    </fieldset>
  )
}
