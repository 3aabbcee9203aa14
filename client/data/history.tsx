import { useState } from 'react'
import { Button, DialogTrigger } from 'react-aria-components'
import { Failure } from '#client/explore/failure.tsx'
import { Drop } from '#client/ui/drop.tsx'
import { Shape } from '#client/ui/shape.tsx'
import type { ImportItem } from '#data/contract/imports.ts'
import { tableNames } from '#data/contract/tables.ts'
import { UndoImport } from './undo-import.tsx'
import { useImportHistory } from './use-imports.ts'
import { useDataWords } from './words.ts'

const page = 10

/** What came in before, newest first, each to be taken back. */
export function History({ zone, today }: { zone: string; today: string }) {
  const { t } = useDataWords()
  const [limit, setLimit] = useState(page)
  const history = useImportHistory(limit)
  return (
    <section className="data-section data-history">
      <h2>{t('history')}</h2>
      {history.data === undefined ? (
        history.isError ? (
          <Failure error={history.error} retry={() => void history.refetch()} />
        ) : (
          <Shape rows={[80, 80]} />
        )
      ) : history.data.imports.length === 0 ? (
        <p className="quiet">{t('historyNone')}</p>
      ) : (
        <ul>
          {history.data.imports.map((item) => (
            <Item key={item.seq} item={item} zone={zone} today={today} />
          ))}
        </ul>
      )}
      {history.data?.next != null && limit < 500 && (
        <Button className="link" onPress={() => setLimit(Math.min(500, limit + 50))}>
          {t('older')}
        </Button>
      )}
    </section>
  )
}

function Item({ item, zone, today }: { item: ImportItem; zone: string; today: string }) {
  const { t, format } = useDataWords()
  const { seq, at, file, mapping, counts, undoneBy } = item
  const rows = tableNames.flatMap((table) => {
    const count = counts.tables[table]
    return count === undefined ? [] : [`${t(`tableName.${table}`)} ${format.whole(count.stored)}`]
  })
  if (counts.rejected > 0)
    rows.push(t('rejected', { n: format.whole(counts.rejected), count: counts.rejected }))
  return (
    <li className="data-import" data-undone={undoneBy !== null || undefined}>
      <div className="data-import-what">
        <p className="data-import-name">{file.name}</p>
        <p className="quiet">
          {[
            format.moment(at, zone, today),
            t('entry', { seq }),
            ...(mapping.name === 'rows'
              ? []
              : [t('through', { name: mapping.name.replace(/\.json$/i, '') })]),
          ].join(' · ')}{' '}
          <code title={file.sha256}>{file.sha256.slice(0, 8)}</code>
        </p>
        <p>{rows.join(' · ')}</p>
      </div>
      {undoneBy === null ? (
        <DialogTrigger>
          <Button className="link" aria-label={t('undoTitle', { name: file.name })}>
            {t('undo')}
          </Button>
          <Drop title={t('undoTitle', { name: file.name })} placement="bottom end" className="undo-import">
            {(close) => <UndoImport seq={seq} onDone={close} />}
          </Drop>
        </DialogTrigger>
      ) : (
        <p className="quiet">{t('undone', { seq: undoneBy })}</p>
      )}
    </li>
  )
}
