import { useHistory, useSites, useWhy } from '#client/api/use-answers.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { siteName as nameOfSite } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import type { HistoryVisit } from '#data/contract/questions.ts'
import { Shape } from '#client/ui/shape.tsx'
import { CardActions } from './card-actions.tsx'
import { CardHead, Figure } from './card-head.tsx'
import { CellFacts } from './cell-facts.tsx'
import type { Scene } from './scene.ts'
import { VisitList } from './visit-list.tsx'
import { VisitStrip } from './visit-strip.tsx'
import { WhyBar } from './why-bar.tsx'
import { WorstSites } from './worst-sites.tsx'

/** One cell: how long, why, what was tried, where to go. */
export function CellCard({ scene, cell }: { scene: Scene; cell: Cell }) {
  const { t, language, format } = useWords()
  const { look, byId, asOf } = scene
  const areaId = cell.area?.areaId ?? null
  const why = useWhy(look, cell.activeSites > 0 ? areaId : null)
  const history = useHistory(look, areaId === null ? null : { area: areaId }, 200)
  const sites = useSites(areaId, areaId !== null)
  const siteName = (visit: HistoryVisit) => {
    const site = sites.data?.sites.find(({ siteId }) => siteId === visit.siteId)
    const { siteId, siteName: name, kind } = visit
    return nameOfSite(site ?? { siteId, name, nameEn: null, kind }, language, t)
  }
  const parent = byId.get(cell.area?.parentId ?? '')
  const title = cell.area === null ? '' : nameIn(language, cell.area)
  return (
    <section className="card" aria-label={t('card.label')}>
      <div className="card-body">
        <CardHead title={title} standing={cell.standing}>
          <span>{cell.area?.code}</span>
          {parent !== undefined && <span>{nameIn(language, parent)}</span>}
          <span>{t('card.interval', { n: format.whole(cell.intervalDays), count: cell.intervalDays })}</span>
        </CardHead>
        {cell.activeSites === 0 ? (
          <p className="card-note">{t('card.noSites')}</p>
        ) : (
          <>
            <div className="figures">
              {cell.recencyDays === null ? (
                <Figure value={t('ranking.never')} label={t('card.neverVisited')} />
              ) : (
                <Figure
                  value={format.whole(cell.recencyDays)}
                  unit={t('unit.days')}
                  label={t('card.sinceVisit')}
                />
              )}
              <Figure
                value={format.whole(cell.coveredSites)}
                over={format.whole(cell.activeSites)}
                label={t('card.covered')}
              />
              <Figure value={format.tenth(cell.debtMilli / 1000)} label={t('card.debt')} />
            </div>
            {why.data ? <WhyBar why={why.data} /> : <Shape rows={[40, 100, 70]} />}
            {history.data ? (
              <VisitStrip
                visits={history.data.visits}
                asOf={asOf}
                latest={scene.latest}
                today={scene.district.today}
                standing={cell.standing}
              />
            ) : (
              <Shape rows={[40, 100]} />
            )}
            {why.data && <WorstSites sites={why.data.sites} />}
            <CellFacts scene={scene} cell={cell} />
          </>
        )}
        {history.data && <VisitList visits={history.data.visits} scene={scene} siteName={siteName} />}
      </div>
      <CardActions title={title} />
    </section>
  )
}
