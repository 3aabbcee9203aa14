import type { ReactNode } from 'react'
import { useSitesCoverage } from '#client/api/use-answers.ts'
import { useSiteByNo } from '#client/api/use-site.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import { useHover, type Hover } from '#client/state/hover.ts'
import { standingOfSite } from '#client/state/site.ts'
import { KindIcon } from '#client/ui/kind-icon.tsx'
import { daysOf } from './cell-texts.ts'
import type { Scene } from './scene.ts'

/** What the pointer is on, beside it. The table and the cards say the same to those without a pointer. */
export function MapTip({ scene }: { scene: Scene }) {
  const { areaNo, siteNo, at } = useHover()
  if (at === null) return null
  if (siteNo !== null) return <SiteTip scene={scene} siteNo={siteNo} at={at} />
  const cell = scene.cells.find((one) => one.areaNo === areaNo)
  return cell === undefined ? null : <CellTip scene={scene} cell={cell} at={at} />
}

type At = NonNullable<Hover['at']>

/** Beside the pointer, and wholly on the map. */
function Tip({ at, children }: { at: At; children: ReactNode }) {
  const style = {
    insetInlineStart: `min(${at.x}px, 100% - 184px * var(--ui))`,
    insetBlockStart: `min(${at.y}px, 100% - 100px * var(--ui))`,
  }
  return (
    <div className="map-tip" style={style} aria-hidden="true">
      {children}
    </div>
  )
}

/** Name, standing, days; where colours tell of issues the density too, with n where few visits stand behind it. */
function CellTip({ scene, cell, at }: { scene: Scene; cell: Cell; at: At }) {
  const { t, language, format } = useWords()
  const { measure, columns } = scene.look
  const asked = measure !== 'recency' && cell.activeSites > 0
  const n = format.whole(cell.visits)
  const rate = cell.per100 === null ? null : t('unit.rate', { n: format.tenth(cell.per100) })
  if (cell.area === null) return null
  return (
    <Tip at={at}>
      <strong>{nameIn(language, cell.area)}</strong>
      <span>
        {t(`standing.${cell.standing}`)} {cell.standing === 'never' ? '' : daysOf(cell, t, format)}
      </span>
      {asked && rate !== null && <span>{cell.few ? t('tip.few', { rate, n }) : rate}</span>}
      {asked && columns === '3d' && (
        <span>{t('card.issuesFound', { n: format.whole(cell.found), count: cell.found })}</span>
      )}
    </Tip>
  )
}

/** Name, kind, standing, days of a site. */
function SiteTip({ scene, siteNo, at }: { scene: Scene; siteNo: number; at: At }) {
  const { t, language, format } = useWords()
  const { look, district } = scene
  const site = useSiteByNo(district.registerRevision, siteNo)
  const standings = useSitesCoverage(look, true).data
  if (site === null) return null
  const record =
    standings?.meta.registerRevision === district.registerRevision
      ? standingOfSite(standings, siteNo, district.settings.bandBreaks)
      : null
  return (
    <Tip at={at}>
      <strong>{siteName(site, language, t)}</strong>
      <span className="with-icon">
        <KindIcon kind={site.kind} />
        {t(`kinds.${site.kind}`)}
      </span>
      {record !== null && (
        <span>
          {t(`standing.${record.standing}`)} {record.standing === 'never' ? '' : daysOf(record, t, format)}
        </span>
      )}
    </Tip>
  )
}
