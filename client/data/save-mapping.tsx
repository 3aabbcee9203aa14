import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { SavedMapping } from '#data/contract/imports.ts'
import { useDataWords } from './words.ts'

/** Keeps how a file is read under a name, for the next one like it. */
export function SaveMapping({ mapping, name: proposed }: { mapping: SavedMapping['mapping']; name: string }) {
  const { t } = useDataWords()
  const { t: say } = useWords()
  const [name, setName] = useState(proposed)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: async () => {
      const response = await fetch(`/api/mappings/${encodeURIComponent(name)}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(mapping),
      }).catch(() => null)
      if (response === null) throw new NoAnswer('unreachable', null, null, '')
      if (!response.ok) throw new NoAnswer('bad-parameter', response.status, null, '')
      await client.invalidateQueries({ queryKey: ['mappings'] })
      return name
    },
  })
  return (
    <form
      className="data-save"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <label className="field">
        <span>{t('saveAs')}</span>
        <input
          value={name}
          maxLength={80}
          aria-label={t('saveName')}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <Button className="button" type="submit" isDisabled={name.trim() === '' || save.isPending}>
        {t('save')}
      </Button>
      {save.data !== undefined && <p role="status">{t('savedNow', { name: save.data })}</p>}
      {save.error instanceof NoAnswer && (
        <p role="alert" className="data-danger">
          {say(`problem.${save.error.code}`)}
        </p>
      )}
    </form>
  )
}
