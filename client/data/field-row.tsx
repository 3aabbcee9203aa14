import { useId } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import type { DraftField } from '#data/contract/draft.ts'
import type { Proposal, UploadAnswer } from '#data/contract/imports.ts'
import { kinds, type Column, type ImportedTable } from '#data/contract/tables.ts'
import { DateChoice } from './date-choice.tsx'
import { choicesOf, fieldAt, placeOf } from './places.ts'
import { WordMeanings } from './word-meanings.tsx'
import { columnName, useDataWords, valueName } from './words.ts'

interface Props {
  table: ImportedTable
  column: string
  spec: Column
  field: DraftField | null
  why: Proposal['why'][string] | null
  upload: UploadAnswer
  onChange: (field: DraftField | null) => void
}

/** One of our columns: where its value comes from, and what has to be said about it. */
export function FieldRow({ table, column, spec, field, why, upload, onChange }: Props) {
  const { t } = useDataWords()
  const named = useNamed()
  const id = useId()
  const isMissing = spec.required === true && field === null
  const { places, constants } = choicesOf(spec, upload)
  const seen =
    field !== null && 'from' in field ? upload.columns.find(({ name }) => name === field.from) : undefined
  return (
    <div className="data-field" data-missing={isMissing || undefined}>
      <label className="data-field-name" htmlFor={id}>
        {columnName(column, t)}
        {spec.required === true && <span className="data-required">{t('required')}</span>}
      </label>
      <div className="data-field-from">
        <select
          id={id}
          value={placeOf(field)}
          aria-invalid={isMissing || undefined}
          onChange={(event) => onChange(fieldAt(event.target.value, table, column, spec, upload))}
        >
          <option value="">{isMissing ? t('missing') : t('leaveOut')}</option>
          <optgroup label={t('columnsGroup')}>
            {places.map(({ value, name }) => (
              <option key={value} value={value}>
                {typeof name === 'string' ? name : t(name.word)}
              </option>
            ))}
          </optgroup>
          {constants.length > 0 && (
            <optgroup label={t('alwaysGroup')}>
              {constants.map(({ value, is }) => (
                <option key={value} value={value}>
                  {t('always')}
                  {named(is)}
                </option>
              ))}
            </optgroup>
          )}
        </select>
        {why !== null && !isMissing && <span className="quiet data-why">{t(`why.${why}`)}</span>}
      </div>
      {field !== null && 'from' in field && field.date !== undefined && (
        <DateChoice
          seen={seen ?? null}
          format={field.date}
          onChange={(date) => onChange({ ...field, date })}
        />
      )}
      {field !== null && 'from' in field && field.map !== undefined && (
        <WordMeanings
          label={columnName(column, t)}
          spec={spec}
          seen={seen ?? null}
          map={field.map}
          named={named}
          onChange={(map) => onChange({ ...field, map })}
        />
      )}
    </div>
  )
}

/** What a value is called: kinds of sites as everywhere else. */
function useNamed(): (value: string) => string {
  const { t } = useDataWords()
  const { t: say } = useWords()
  return (value) => {
    const kind = kinds.find((one) => one === value)
    return kind === undefined ? valueName(value, t) : say(`kinds.${kind}`)
  }
}
