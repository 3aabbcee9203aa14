import { ChevronLeft } from 'lucide-react'
import {
  useHistory,
  useIssues,
  useNominations,
  useSites,
  useSitesCoverage,
  useWhy,
} from '#client/api/use-answers.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { sectorName } from '#client/i18n/sector-name.ts'
import { offerOf } from '#client/download/offers.ts'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { likelyReason, nominationsOf } from '#client/state/nominations.ts'
import { changeLook } from '#client/state/use-look.ts'
import { standingOfSite } from '#client/state/site.ts'
import { KindIcon } from '#client/ui/kind-icon.tsx'
import { Shape } from '#client/ui/shape.tsx'
import { BurdenBars } from './burden-bars.tsx'
import { CardActions } from './card-actions.tsx'
import { CardBody } from './card-body.tsx'
import { CardHead, Figure } from './card-head.tsx'
import { IssueList, issuesAsked } from './issue-list.tsx'
import type { Scene } from './scene.ts'
import { SiteWhy } from './site-why.tsx'
import { VisitList } from './visit-list.tsx'
import { VisitStrip } from './visit-strip.tsx'

/** One site: since when and why, what is still open, how much it has had to bear, what happened there. */
export function SiteCard({ scene, siteId }: { scene: Scene; siteId: string }) {
  const { t, language, format } = useWords()
  const { look, asOf, latest, selected, district } = scene
  const sites = useSites(look.cell, true)
  const standings = useSitesCoverage(look, true)
  const history = useHistory(look, { site: siteId }, 200)
  const issues = useIssues(look, { site: siteId }, issuesAsked)
  const nominations = useNominations().data?.nominations ?? []
  const site = sites.data?.sites.find((one) => one.siteId === siteId)
  const record =
    site !== undefined &&
    standings.data &&
    standings.data.meta.registerRevision === sites.data?.registerRevision
      ? standingOfSite(standings.data, site.siteNo, district.settings.bandBreaks)
      : null
  const why = useWhy(look, site?.areaId ?? null)
  const nominee = { cellId: null, siteId }
  const cellName = selected?.area == null ? null : nameIn(language, selected.area)
  const name = site === undefined ? null : siteName(site, language, t)
  const unitName =
    site === undefined ? null : nameIn(language, { name: site.unitName, nameEn: site.unitNameEn })
  return (
    <section className="card" aria-label={t('site.label')}>
      <CardBody>
        {cellName !== null && (
          <button type="button" className="link card-back" onClick={() => changeLook({ site: null })}>
            <ChevronLeft size={14} strokeWidth={1.5} aria-hidden="true" />
            {t('site.back', { cell: cellName })}
          </button>
        )}
        {sites.data !== undefined && site === undefined && <p className="card-note">{t('site.unknown')}</p>}
        {sites.data === undefined && <Shape rows={[60, 40, 100, 80]} />}
        {site !== undefined && (
          <CardHead
            title={name ?? ''}
            standing={record?.standing ?? null}
            nominated={nominationsOf(nominations, nominee).length > 0}
            unit={unitName}
          >
            <span className="with-icon">
              <KindIcon kind={site.kind} />
              {t(`kinds.${site.kind}`)}
            </span>
            {site.code !== null && <span>{site.code}</span>}
            {site.sector !== null && <span>{sectorName(site.sector, t)}</span>}
            {record !== null && (
              <span>
                {t('card.interval', { n: format.whole(record.intervalDays), count: record.intervalDays })}
              </span>
            )}
          </CardHead>
        )}
        {record !== null && (
          <>
            <div className="figures">
              {record.recencyDays === null ? (
                <Figure value={t('ranking.never')} label={t('card.neverVisited')} />
              ) : (
                <Figure
                  value={format.whole(record.recencyDays)}
                  unit={t('unit.days')}
                  label={t('card.sinceVisit')}
                />
              )}
              <Figure value={format.whole(record.openIssues)} label={t('site.openIssues')} />
              <Figure value={format.tenth(record.debtMilli / 1000)} label={t('card.debt')} />
            </div>
            {why.data && <SiteWhy why={why.data} siteId={siteId} />}
          </>
        )}
        {history.data && record !== null && (
          <VisitStrip
            visits={history.data.visits}
            asOf={asOf}
            latest={latest}
            today={district.today}
            standing={record.standing}
          />
        )}
        {site !== undefined &&
          (issues.data ? (
            <IssueList answer={issues.data} scene={scene} leads={false} />
          ) : (
            <Shape rows={[40, 100]} />
          ))}
        {record !== null && (
          <BurdenBars record={record} caps={district.settings.caps} ofUnit={unitName !== null} />
        )}
        {history.data && site !== undefined && <VisitList visits={history.data.visits} scene={scene} />}
      </CardBody>
      <CardActions
        title={name ?? ''}
        asOf={asOf}
        offers={
          site === undefined
            ? []
            : (['visits', 'issues'] as const).map((what) =>
                offerOf(what, t(`download.${what}`), look, language, { site: site.siteId }),
              )
        }
        nominating={
          site === undefined
            ? null
            : {
                nominee,
                name: name ?? '',
                reason: likelyReason({
                  standing: record?.standing ?? null,
                  open: record?.openIssues ?? 0,
                  overdueIssues: issues.data?.overdue ?? 0,
                }),
                today: district.today,
                asOf,
              }
        }
      />
    </section>
  )
}
