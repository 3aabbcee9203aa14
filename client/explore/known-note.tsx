import { X } from 'lucide-react'
import { useCounters } from '#client/api/use-answers.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { changeLook } from '#client/state/use-look.ts'
import type { Scene } from './scene.ts'

/** That only what was known by a day counts, what that leaves out, and the way back to everything. */
export function KnownNote({ scene }: { scene: Scene }) {
  const { knownAt } = scene.look
  return knownAt === null ? null : <Known scene={scene} />
}

function Known({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const { look, coverage, asOf, latest } = scene
  const all = useCounters({ ...look, knownAt: null })
  const known = useCounters(look)
  const told = !scene.stepped && all.current && known.current && all.data && known.data
  const since = told && told.since !== null && told.since <= asOf ? told.since : null
  const later = all.data && known.data ? all.data.total.visits - known.data.total.visits : 0
  return (
    <p className="headline-filters known-note">
      <span>
        {t('headline.knownAt', { day: format.day(coverage.meta.knownAt ?? look.knownAt ?? latest, latest) })}
        {since !== null && (
          <>
            {t('filters.join')}
            {later === 0
              ? t('time.noLaterEntries')
              : t('time.laterEntries', {
                  n: format.whole(later),
                  count: later,
                  since: format.day(since, latest),
                })}
          </>
        )}
      </span>
      <button
        type="button"
        className="link with-icon"
        aria-label={t('time.knownAll')}
        onClick={() => changeLook({ knownAt: null })}
      >
        <X size={12} strokeWidth={1.5} aria-hidden="true" />
        {t('time.knownAll')}
      </button>
    </p>
  )
}
