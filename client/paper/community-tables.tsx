import { useMemo } from 'react'
import type { Scene } from '#client/explore/scene.ts'
import { emsOf } from '#client/i18n/text-width.ts'
import { nameIn, type Formats } from '#client/i18n/formats.ts'
import { useWords, type Translate } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import {
  communitiesOf,
  sumOf,
  worstCommunitiesFirst,
  type Community,
  type Yardstick,
} from '#client/state/communities.ts'
import type { Measure } from '#client/map/classify.ts'
import { rawPer100Visits } from '#data/contract/bands.ts'
import { PaperTables, type PaperColumn } from './paper-tables.tsx'

type ColumnName =
  'cells' | 'overdue' | 'never' | 'longest' | 'covered' | 'visits' | 'found' | 'rate' | 'rectification'
const columnsOf: Record<Measure, readonly ColumnName[]> = {
  recency: ['cells', 'overdue', 'never', 'longest', 'covered'],
  density: ['cells', 'visits', 'found', 'rate', 'rectification'],
  both: ['cells', 'overdue', 'never', 'longest', 'rate', 'covered'],
}

/** Names longer than this, in ems, leave no room for both numbers of a share where two tables stand side by side. */
const shortEms = 5
const manySites = 10_000
/** Room for both numbers of a share; and for any figure, where one table has the page's width to itself. */
const sharePx = 110
const airyPx = 64
const figurePx = 38
/** Of a total, which is set in bold type, and the space before it. */
const roomFor = (total: string) => Math.max(figurePx, Math.ceil(12 * 0.62 * total.length) + 8)

const unknown = () => '–'

/** All communities, worst first, with what they add up to: the numbers of the headline. */
export function CommunityTables({ scene, tables }: { scene: Scene; tables: 1 | 2 }) {
  const { t, language, format } = useWords()
  const { cells, byId, coverage, look, tells } = scene
  const { communities, outside, total } = useMemo(
    () => sums(cells, byId, { district: coverage.meta.district, raw: look.rate === 'raw' }, look.measure),
    [cells, byId, coverage, look.rate, look.measure],
  )
  const name = (community: Community) => {
    if (community === total) return t('paper.total')
    if (community === outside) return t('paper.noCell')
    return community.area === null ? t('paper.noCommunity') : nameIn(language, community.area)
  }
  const long = communities.some((community) => emsOf(name(community)) > shortEms)
  const brief = tables > 1 && (look.measure === 'both' || long || total.activeSites >= manySites)
  const columns: PaperColumn<Community>[] = [
    { key: 'name', heading: t('table.community'), cell: name },
    ...columnsOf[look.measure].map((key): PaperColumn<Community> => ({
      key,
      heading: t(`paper.column.${key}`),
      width:
        key === 'covered'
          ? brief
            ? figurePx
            : sharePx
          : tables === 1
            ? airyPx
            : roomFor(textOf(key, total, t, format)),
      cell:
        !tells && key !== 'cells'
          ? unknown
          : key === 'covered'
            ? shares(brief, format)
            : (one) => textOf(key, one, t, format),
      weighty: ({ overdue, never }) => (key === 'overdue' && overdue > 0) || (key === 'never' && never > 0),
    })),
  ]
  return (
    <PaperTables
      label={t('paper.communities')}
      columns={columns}
      rows={outside === null ? communities : [...communities, outside]}
      rowKey={(community) => (community === outside ? 'outside' : (community.area?.areaNo ?? 0))}
      tables={tables}
      total={total}
      tightest={3}
      more={(n) => t('paper.moreCommunities', { n: format.whole(n), count: n })}
    />
  )
}

/**
 * Communities, and the district as the headline counts it. Visits and issues of sites that lie in no cell are the
 * headline's too: `outside` has them, for the measure that tells of visits; null: there are none.
 */
function sums(cells: readonly Cell[], byId: Scene['byId'], yardstick: Yardstick, measure: Measure) {
  const { district } = yardstick
  const whole = sumOf(null, cells, yardstick)
  const total: Community = { ...whole, ...district, per100: rawPer100Visits(district) }
  const visits = district.visits - whole.visits
  const found = district.found - whole.found
  const strays = measure === 'density' && (visits > 0 || found > 0)
  const outside: Community | null = strays
    ? { ...sumOf(null, [], yardstick), visits, found, few: true }
    : null
  return {
    communities: worstCommunitiesFirst(communitiesOf(cells, byId, yardstick), measure),
    outside,
    total,
  }
}

function textOf(column: Exclude<ColumnName, 'covered'>, community: Community, t: Translate, format: Formats) {
  switch (column) {
    case 'cells':
      return format.whole(community.cells)
    case 'overdue':
      return format.whole(community.overdue)
    case 'never':
      return format.whole(community.never)
    case 'longest':
      return community.longestDays === null ? '–' : format.whole(community.longestDays)
    case 'visits':
      return format.whole(community.visits)
    case 'found':
      return format.whole(community.found)
    case 'rate':
      return community.few || community.per100 === null ? t('paper.tooFew') : format.tenth(community.per100)
    case 'rectification':
      return format.whole(community.overdueIssues)
  }
}

/** A share after what it is made of, unless there is no room for that; rounded down, so that only all is 100 %. */
function shares(brief: boolean, format: Formats) {
  return ({ coveredSites, activeSites }: Community) => {
    if (activeSites === 0) return '–'
    const parts = `${format.whole(coveredSites)}/${format.whole(activeSites)}`
    return (
      <>
        {!brief && <span className="paper-parts">{parts}</span>}
        <span className="paper-share">{`${format.whole(Math.floor((100 * coveredSites) / activeSites))}%`}</span>
      </>
    )
  }
}
