import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { askJson } from '#client/api/ask.ts'
import { Failure } from '#client/explore/failure.tsx'
import { useUndoPreview } from './use-imports.ts'
import { useDataWords } from './words.ts'

/** What taking an import back would change, and the button that does it. */
export function UndoImport({ seq, onDone }: { seq: number; onDone: () => void }) {
  const { t, format } = useDataWords()
  const preview = useUndoPreview(seq)
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: () =>
      askJson<unknown>(`/api/imports/${seq}/undo`, { method: 'POST', body: JSON.stringify({}) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['imports'] })
      onDone()
    },
  })
  const failed = undo.error ?? preview.error
  const tables = preview.data?.tables ?? []
  const changes = tables.some(({ gone, restored }) => gone + restored > 0)
  const say = (key: 'undoGone' | 'undoRestored' | 'undoKept', n: number) =>
    n === 0 ? [] : [t(key, { n: format.whole(n), count: n })]
  return (
    <div className="undo-import-body">
      {preview.data === undefined && failed === null && <p role="status">{t('undoLooking')}</p>}
      {preview.data !== undefined && !changes && <p>{t('undoNothing')}</p>}
      <dl className="data-tables">
        {tables.map(({ table, gone, restored, kept }) => (
          <div key={table}>
            <dt>{t(`tableName.${table}`)}</dt>
            <dd>
              {[...say('undoGone', gone), ...say('undoRestored', restored), ...say('undoKept', kept)].join(
                ' · ',
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{t('undoAgain')}</p>
      {failed !== null && <Failure error={failed} retry={() => void preview.refetch()} />}
      <Button
        className="button button-danger"
        isDisabled={preview.data === undefined || undo.isPending}
        onPress={() => undo.mutate()}
      >
        {t('undoDo')}
      </Button>
    </div>
  )
}
