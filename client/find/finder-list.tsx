import { useEffect, useRef } from 'react'
import { Failure } from '#client/explore/failure.tsx'
import { useWords } from '#client/i18n/use-words.ts'
import { Shape } from '#client/ui/shape.tsx'
import type { Option, Section } from './sections.tsx'
import { mostOfLevel, type Places } from './use-places.ts'

interface Props {
  id: string
  sections: readonly Section[]
  active: string | null
  typed: string
  places: Places
  onPoint: (id: string) => void
  onChoose: (option: Option) => void
}

/** What can be chosen, and whatever must be said about it. */
export function FinderList({ id, sections, active, typed, places, onPoint, onChoose }: Props) {
  const { t, format } = useWords()
  const list = useRef<HTMLDivElement>(null)
  const asked = typed.trim() !== ''
  useEffect(() => {
    const option = active === null ? null : document.getElementById(`${id}-${active}`)
    option?.scrollIntoView({ block: 'nearest' })
    // The title of the first section belongs to its first line.
    if (option !== null && option === list.current?.querySelector('[role="option"]'))
      list.current.scrollTop = 0
  }, [id, active])
  const full = sections.some(({ id: level, options }) => level !== 'command' && options.length >= mostOfLevel)
  const empty = asked && sections.length === 0
  return (
    <div className="finder-list" data-late={(places.pending && places.items !== null) || undefined}>
      {sections.length > 0 && (
        <div ref={list} role="listbox" id={id} aria-label={t('find.label')} className="finder-lines">
          {sections.map((section) => (
            <div
              key={section.id}
              role="group"
              aria-labelledby={`${id}-${section.id}`}
              className="found-section"
            >
              <div id={`${id}-${section.id}`} role="presentation" className="found-title">
                {section.title}
              </div>
              {section.options.map((option) => (
                <div
                  key={option.id}
                  id={`${id}-${option.id}`}
                  role="option"
                  aria-selected={option.id === active}
                  className={`found found-${option.kind}`}
                  onPointerMove={() => option.id !== active && onPoint(option.id)}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => onChoose(option)}
                >
                  {option.body}
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
      {asked && places.pending && places.items === null && <Shape rows={[46, 62, 38]} />}
      {places.error !== null && (
        <div className="finder-said">
          <Failure error={places.error} retry={places.retry} />
        </div>
      )}
      {empty && !places.pending && places.error === null && (
        <div className="finder-said">
          <p className="notice-title">{t('find.none', { typed: typed.trim() })}</p>
          <p className="quiet">{t('find.noneNext')}</p>
        </div>
      )}
      {!asked && <p className="finder-hint">{t('find.hint')}</p>}
      {asked && full && <p className="finder-hint">{t('find.more', { n: format.whole(mostOfLevel) })}</p>}
    </div>
  )
}
