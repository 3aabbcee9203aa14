import {
  useHistory,
  useIssues,
  useNominations,
  useRhythm,
  useSites,
  useWhy,
} from '#client/api/use-answers.ts'
import { offerOf } from '#client/download/offers.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { siteName as nameOfSite } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import { likelyReason, nominationsOf } from '#client/state/nominations.ts'
import { rhythmDays } from '#client/state/rhythm.ts'
import type { HistoryVisit } from '#data/contract/questions.ts'
import { Shape } from '#client/ui/shape.tsx'
import { CardActions } from './card-actions.tsx'
import { CardBody } from './card-body.tsx'
import { CardHead } from './card-head.tsx'
import { CellFacts } from './cell-facts.tsx'
import { CellFigures } from './cell-figures.tsx'
import { IssueList, issuesAsked } from './issue-list.tsx'
import { RhythmChart } from './rhythm-chart.tsx'
import type { Scene } from './scene.ts'
import { VisitList } from './visit-list.tsx'
import { VisitStrip } from './visit-strip.tsx'
import { WhyBar } from './why-bar.tsx'
import { WorstSites } from './worst-sites.tsx'

/** One cell: how long, why, what was tried, what is open, whose it is; and what one can do about it. */
export function CellCard({ scene, cell }: { scene: Scene; cell: Cell }) {
  const { t, language, format } = useWords()
  const { look, byId, asOf, district, latest } = scene
  const areaId = cell.area?.areaId ?? null
  const of = areaId === null ? null : { area: areaId }
  const why = useWhy(look, cell.activeSites > 0 ? areaId : null)
  const history = useHistory(look, of, 200)
  const issues = useIssues(look, of, issuesAsked)
  const rhythm = useRhythm(look, cell.activeSites > 0 ? areaId : null, rhythmDays)
  const sites = useSites(areaId, areaId !== null)
  const nominations = useNominations().data?.nominations ?? []
  const siteName = (visit: HistoryVisit) => {
    const site = sites.data?.sites.find(({ siteId }) => siteId === visit.siteId)
    const { siteId, siteName: name, kind } = visit
    return nameOfSite(site ?? { siteId, name, nameEn: null, kind }, language, t)
  }
  const parent = byId.get(cell.area?.parentId ?? '')
  const title = cell.area === null ? '' : nameIn(language, cell.area)
  const nominee = { cellId: areaId, siteId: null }
  return (
    <section className="card" aria-label={t('card.label')}>
      <CardBody>
        <CardHead
          title={title}
          standing={cell.standing}
          nominated={nominationsOf(nominations, nominee).length > 0}
          unit={
            cell.area === null
              ? null
              : nameIn(language, { name: cell.area.unitName, nameEn: cell.area.unitNameEn })
          }
        >
          <span>{cell.area?.code}</span>
          {parent !== undefined && <span>{nameIn(language, parent)}</span>}
          <span>{t('card.interval', { n: format.whole(cell.intervalDays), count: cell.intervalDays })}</span>
        </CardHead>
        {cell.activeSites === 0 ? (
          <p className="card-note">{t('card.noSites')}</p>
        ) : (
          <>
            <CellFigures cell={cell} />
            {why.data ? <WhyBar why={why.data} /> : <Shape rows={[40, 100, 70]} />}
            {history.data ? (
              <VisitStrip
                visits={history.data.visits}
                asOf={asOf}
                latest={latest}
                today={district.today}
                standing={cell.standing}
              />
            ) : (
              <Shape rows={[40, 100]} />
            )}
            {why.data && <WorstSites sites={why.data.sites} nominations={nominations} />}
          </>
        )}
        {issues.data ? (
          <IssueList answer={issues.data} scene={scene} leads />
        ) : (
          <Shape rows={[40, 100, 100]} />
        )}
        {cell.activeSites > 0 && <CellFacts scene={scene} cell={cell} />}
        {rhythm.data && (
          <RhythmChart
            answer={rhythm.data}
            intervalDays={cell.intervalDays}
            breaks={district.settings.bandBreaks}
            firstDay={district.firstDay}
            latest={latest}
          />
        )}
        {history.data && <VisitList visits={history.data.visits} scene={scene} siteName={siteName} />}
      </CardBody>
      <CardActions
        title={title}
        asOf={asOf}
        offers={
          areaId === null
            ? []
            : (['sites', 'visits', 'issues'] as const).map((what) =>
                offerOf(what, t(`download.${what}`), look, language, { area: areaId }),
              )
        }
        nominating={
          areaId === null
            ? null
            : { nominee, name: title, reason: likelyReason(cell), today: district.today, asOf }
        }
      />
    </section>
  )
}
