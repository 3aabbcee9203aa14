import { Button } from 'react-aria-components'
import { Link } from 'wouter'
import { useWords } from '#client/i18n/use-words.ts'
import type { Headline } from '#client/state/headline.ts'
import { changeLook, linkTo } from '#client/state/use-look.ts'
import { filterWords, plainFilters } from './filter-words.ts'
import type { Scene } from './scene.ts'

type Nothing = 'no-areas' | 'no-sites' | 'no-visits' | 'no-match'
const commands: Record<Exclude<Nothing, 'no-match'>, string> = {
  'no-areas': 'npm run mingcha -- import areas.geojson --mapping areas.json',
  'no-sites': 'npm run mingcha -- import sites.csv --mapping sites.json',
  'no-visits': 'npm run mingcha -- import visits.csv --mapping visits.json',
}

/** Whether the headline has nothing to show under it. */
export function isEmpty(headline: Headline): boolean {
  return nothingOf(headline) !== null
}

function nothingOf({ says }: Headline): Nothing | null {
  return says === 'no-areas' || says === 'no-sites' || says === 'no-visits' || says === 'no-match'
    ? says
    : null
}

/** What will be here, and the next step. */
export function Empty({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const nothing = nothingOf(scene.headline)
  if (nothing === null) return null
  if (nothing === 'no-match') {
    return (
      <div className="empty">
        <p>{t('state.filtered', { filters: filterWords(scene.look, t, format).join(t('filters.join')) })}</p>
        <Button className="link" onPress={() => changeLook(plainFilters)}>
          {t('filters.clear')}
        </Button>
      </div>
    )
  }
  const words = {
    'no-areas': 'state.noAreas',
    'no-sites': 'state.noSites',
    'no-visits': 'state.noVisits',
  } as const
  return (
    <div className="empty">
      <p>{t(words[nothing])}</p>
      <Link className="button button-primary" href={linkTo('/data', scene.look)}>
        {t('state.bring')}
      </Link>
      <p className="quiet">{t('state.command')}</p>
      <code>{commands[nothing]}</code>
    </div>
  )
}
