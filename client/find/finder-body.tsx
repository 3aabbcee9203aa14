import { ArrowLeft, Search } from 'lucide-react'
import { useId } from 'react'
import { Keys } from '#client/command/keys.tsx'
import { useWords } from '#client/i18n/use-words.ts'
import { closeSurface, openSurface } from '#client/state/surface.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import { narrow as narrowWindow, useMedia } from '#client/ui/use-media.ts'
import { FinderList } from './finder-list.tsx'
import { useFinder, type Finding } from './use-finder.ts'

/** The field, what it found, and what the keys do. The focus stays in the field; the line it would choose is told by id. */
export function FinderBody(finding: Finding) {
  const { t } = useWords()
  const listId = useId()
  const narrow = useMedia(narrowWindow)
  const { typed, type, places, sections, active, move, choose, press } = useFinder(finding)
  const isEmpty = sections.length === 0
  return (
    <>
      <div className="finder-field">
        {narrow ? (
          <IconButton icon={ArrowLeft} label={t('find.close')} onPress={closeSurface} />
        ) : (
          <Search size={16} strokeWidth={1.5} aria-hidden="true" />
        )}
        <input
          type="text"
          role="combobox"
          autoFocus
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={100}
          aria-label={t('find.label')}
          aria-autocomplete="list"
          aria-expanded={!isEmpty}
          aria-controls={isEmpty ? undefined : listId}
          aria-activedescendant={active === null ? undefined : `${listId}-${active.id}`}
          placeholder={t(`find.${finding.first}`)}
          value={typed}
          onChange={({ target }) => type(target.value)}
          onKeyDown={press}
        />
        {!narrow && (
          <button type="button" className="finder-close" aria-label={t('find.close')} onClick={closeSurface}>
            <Keys keys={['Escape']} />
          </button>
        )}
      </div>
      <FinderList
        id={listId}
        sections={sections}
        active={active?.id ?? null}
        typed={typed}
        places={places}
        onPoint={move}
        onChoose={choose}
      />
      <div className="finder-foot">
        <span>
          <Keys keys={['ArrowUp']} /> <Keys keys={['ArrowDown']} /> {t('find.move')}
        </span>
        <span>
          <Keys keys={['Enter']} /> {t('find.choose')}
        </span>
        <button type="button" className="link" onClick={() => openSurface('keys')}>
          {t('find.allKeys')} <Keys keys={['?']} />
        </button>
      </div>
    </>
  )
}
