import { ChevronDown } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { columnsOf } from '#data/contract/tables.ts'
import type { Draft, DraftField } from '#data/contract/draft.ts'
import type { UploadAnswer } from '#data/contract/imports.ts'
import { read } from './bringing.ts'
import { FieldRow } from './field-row.tsx'
import { useDataWords } from './words.ts'

/** For each of our columns, where its value comes from: what is required and what was found first, the rest on demand. */
export function Fields({ upload, draft }: { upload: UploadAnswer; draft: Draft }) {
  const { t } = useDataWords()
  const why = upload.proposals.find((one) => one.draft.table === draft.table)?.why ?? {}
  const all = columnsOf(draft.table)
  const first = all.filter(([column, spec]) => spec.required === true || why[column] !== undefined)
  const rest = all.filter((one) => !first.includes(one))
  const change = (column: string, field: DraftField | null) => {
    const { [column]: _, ...others } = draft.fields
    read({ draft: { ...draft, fields: field === null ? others : { ...others, [column]: field } } })
  }
  const rows = (columns: typeof all) =>
    columns.map(([column, spec]) => (
      <FieldRow
        key={column}
        table={draft.table}
        column={column}
        spec={spec}
        field={draft.fields[column] ?? null}
        why={draft.fields[column] === undefined ? null : (why[column] ?? null)}
        upload={upload}
        onChange={(field) => change(column, field)}
      />
    ))
  return (
    <section className="data-section">
      <h2>{t('fields')}</h2>
      <div className="data-fields">{rows(first)}</div>
      {rest.length > 0 && (
        <Disclosure className="data-more">
          <Heading level={3}>
            <Button slot="trigger" className="link">
              {t('moreFields')}
              <ChevronDown size={14} strokeWidth={1.5} aria-hidden="true" />
            </Button>
          </Heading>
          <DisclosurePanel>
            <div className="data-fields">{rows(rest)}</div>
          </DisclosurePanel>
        </Disclosure>
      )}
    </section>
  )
}
