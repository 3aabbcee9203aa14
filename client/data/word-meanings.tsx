import type { ColumnSeen } from '#data/contract/imports.ts'
import type { Column } from '#data/contract/tables.ts'
import { useDataWords } from './words.ts'

type Meaning = string | number | boolean | null
interface Props {
  label: string
  spec: Column
  seen: ColumnSeen | null
  map: Readonly<Record<string, Meaning>>
  named: (value: string) => string
  onChange: (map: Record<string, Meaning>) => void
}

/** What each word of the file means in a column of a closed list. */
export function WordMeanings({ label, spec, seen, map, named, onChange }: Props) {
  const { t, format } = useDataWords()
  if (seen?.values === null) return <p className="data-asked quiet">{t('meaningMany')}</p>
  const options =
    spec.type === 'boolean'
      ? [true, false]
      : spec.type === 'integer'
        ? [1, 2, 3, 4]
        : [...(spec.values ?? [])]
  const choose = (word: string, text: string) => {
    const { [word]: _, ...others } = map
    const meaning = options.find((one) => String(one) === text)
    onChange(meaning === undefined ? others : { ...others, [word]: meaning })
  }
  return (
    <fieldset className="data-asked data-words">
      <legend>{t('meaning')}</legend>
      {(seen?.values ?? []).map(({ value, count }) => (
        <label key={value} className="data-word" data-missing={map[value] === undefined || undefined}>
          <span className="data-word-is">{value}</span>
          <span className="quiet">{format.whole(count)}</span>
          <select
            aria-label={`${label}: ${value}`}
            value={String(map[value] ?? '')}
            onChange={(event) => choose(value, event.target.value)}
          >
            <option value="">{t('meaningNone')}</option>
            {options.map((one) => (
              <option key={String(one)} value={String(one)}>
                {named(String(one))}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  )
}
