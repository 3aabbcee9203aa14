import { nameIn } from '#client/i18n/formats.ts'
import { useWallWords } from '../words.ts'
import { Blocks } from './band-bar.tsx'
import type { Picture } from './picture.ts'

/** As many as fit below each other. */
const most = 12

/** On a wall three screens wide: communities as of the last Sunday, worst first, one block a cell, without figures. */
export function CommunityBlocks({ picture: { ranked, rankedAsOf, asOf } }: { picture: Picture }) {
  const { t, language, format } = useWallWords()
  const late = ({ counts }: (typeof ranked)[number]) => counts.overdue + counts['long-overdue'] + counts.never
  const worst = ranked.toSorted((a, b) => late(b) - late(a)).slice(0, most)
  return (
    <aside className="stage-beside">
      <p className="panel-note">{t('ranked.blocks', { day: format.day(rankedAsOf, asOf) })}</p>
      <ul>
        {worst.map(({ area, counts }) => (
          <li key={area.areaId}>
            <span>{nameIn(language, area)}</span>
            <Blocks counts={counts} />
          </li>
        ))}
      </ul>
    </aside>
  )
}
