import './walls.css'
import { useState } from 'react'
import { AccessPage } from '#client/access/access-page.tsx'
import { Failure } from '#client/explore/failure.tsx'
import type { ThemeName } from '#client/state/look.ts'
import { Choice } from '#client/ui/choice.tsx'
import { Shape } from '#client/ui/shape.tsx'
import { useSceneSets } from '#client/wall/show/use-wall-answers.ts'
import { NewSet } from './new-set.tsx'
import { SetEditor } from './set-editor.tsx'
import { useWallsWords } from './words.ts'

const addressOf = (id: string) => `/wall/${id}`

/** What walls show: sets of scenes, each with a preview. */
export function WallsPage({ theme }: { theme: ThemeName }) {
  const { t } = useWallsWords()
  const { data, error, refetch } = useSceneSets('person')
  const [chosen, choose] = useState<string | null>(null)
  const [said, say] = useState('')
  const sets = data?.sets
  const [first = ''] = Object.keys(sets ?? {})
  const id = chosen !== null && sets?.[chosen] !== undefined ? chosen : first
  const set = sets?.[id]
  return (
    <AccessPage theme={theme} page="walls" title={t('title')} intro={t('intro')}>
      {sets === undefined || set === undefined ? (
        error === null ? (
          <Shape rows={[60, 90, 90]} />
        ) : (
          <Failure error={error} retry={() => void refetch()} />
        )
      ) : (
        <>
          <div className="walls-head">
            {Object.keys(sets).length > 1 && (
              <Choice
                label={t('set')}
                value={id}
                options={Object.entries(sets).map(([value, { name }]) => ({ value, text: name }))}
                onChange={choose}
              />
            )}
            <a className="link" href={addressOf(id)} target="_blank" rel="noreferrer">
              {t('open')} <span className="walls-address">{addressOf(id)}</span>
            </a>
            <NewSet
              taken={Object.keys(sets)}
              from={set}
              onAdded={async (added) => {
                await refetch()
                choose(added)
              }}
            />
          </div>
          <p className="access-said" role="status">
            {said}
          </p>
          <SetEditor
            key={id}
            id={id}
            set={set}
            isOnly={Object.keys(sets).length === 1}
            onSaved={async () => {
              await refetch()
              say(t('saved'))
            }}
            onChange={() => say('')}
            onRemoved={async () => {
              await refetch()
              say(t('removed', { name: set.name }))
            }}
          />
        </>
      )}
    </AccessPage>
  )
}
