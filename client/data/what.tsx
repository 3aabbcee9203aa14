import { importedTables } from '#data/contract/tables.ts'
import type { Draft } from '#data/contract/draft.ts'
import type { SavedMapping, UploadAnswer } from '#data/contract/imports.ts'
import { read, takeSheet } from './bringing.ts'
import { askUpload } from './use-imports.ts'
import { useDataWords } from './words.ts'

interface Props {
  upload: UploadAnswer
  draft: Draft | null
  saved: string | null
  mappings: readonly SavedMapping[]
}

/** What a row of the file is, or the saved mapping that says it. */
export function What({ upload, draft, saved, mappings }: Props) {
  const { t } = useDataWords()
  const fitting = mappings.filter(({ name }) => upload.saved.includes(name) || upload.used.includes(name))
  const choose = (table: string) => {
    const known = importedTables.find((one) => one === table)
    if (known === undefined) return
    const proposed = upload.proposals.find((one) => one.draft.table === known)?.draft
    const { format, encoding, delimiter, sheet } = upload
    read({
      draft: proposed ?? {
        format,
        encoding,
        delimiter: delimiter ?? ',',
        sheet,
        datum: null,
        table: known,
        fields: {},
      },
    })
  }
  return (
    <section className="data-section">
      <h2>{t('what')}</h2>
      <div className="data-what">
        {upload.sheets.length > 1 && (
          <label className="field">
            <span>{t('sheet')}</span>
            <select
              value={upload.sheet ?? ''}
              onChange={(event) =>
                void askUpload(upload.uploadId, event.target.value).then(takeSheet, () => null)
              }
            >
              {upload.sheets.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        {fitting.length > 0 && (
          <label className="field">
            <span>{t('useSaved')}</span>
            <select value={saved ?? ''} onChange={(event) => read({ saved: event.target.value || null })}>
              <option value="">{t('byHand')}</option>
              {fitting.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        {saved === null ? (
          <label className="field">
            <span>{t('table')}</span>
            <select value={draft?.table ?? ''} onChange={(event) => choose(event.target.value)}>
              {draft === null && <option value="" />}
              {importedTables.map((table) => (
                <option key={table} value={table}>
                  {t(`rowOf.${table}`)}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <p className="data-saved-is">{t('savedIs', { name: saved })}</p>
        )}
      </div>
    </section>
  )
}
