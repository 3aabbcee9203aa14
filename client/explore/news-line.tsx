import type { Formats } from '#client/i18n/formats.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords, type Translate } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import { useNews, type News } from '#client/state/news.ts'
import type { Language } from '#client/state/look.ts'
import type { Scene } from './scene.ts'
import { useFreshNews } from './use-news.ts'

/** One quiet line on what has just changed, read out when it is its turn; it goes away by itself. */
export function NewsLine({ scene }: { scene: Scene }) {
  const { t, language, format } = useWords()
  useFreshNews(scene)
  const news = useNews((state) => state.news)
  return (
    <p className="news" role="status">
      {news !== null && <span>{sayNews(news, scene.cells, t, language, format)}</span>}
    </p>
  )
}

/** What the news is, in one sentence that is true: somebody was on site only where recency has become smaller. */
function sayNews(
  { changed, pointed, visited }: News,
  cells: readonly Cell[],
  t: Translate,
  language: Language,
  format: Formats,
): string {
  if (pointed.length === 0) return t('live.changed', say(changed.length, format))
  const told = visited.length > 0 ? visited : changed
  const [only] = told
  const cell = told.length === 1 ? cells.find(({ areaNo }) => areaNo === only) : undefined
  if (cell === undefined || cell.area === null)
    return t(visited.length > 0 ? 'live.visited' : 'live.changed', say(told.length, format))
  const place = nameIn(language, cell.area)
  if (visited.length === 0 || cell.recencyDays === null) return t('live.changedOne', { place })
  if (cell.recencyDays === 0) return t('live.today', { place })
  return t('live.before', { place, ...say(cell.recencyDays, format) })
}

const say = (count: number, format: Formats) => ({ n: format.whole(count), count })
