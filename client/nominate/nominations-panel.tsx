import { useNominations, useSitesCoverage } from '#client/api/use-answers.ts'
import { Failure } from '#client/explore/failure.tsx'
import type { Scene } from '#client/explore/scene.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { addDays } from '#client/state/days.ts'
import { byDay } from '#client/state/nominations.ts'
import { standingOfSite } from '#client/state/site.ts'
import { Shape } from '#client/ui/shape.tsx'
import type { NominationItem } from '#data/contract/api.ts'
import { ActLine } from './act-line.tsx'
import { NominationRow, type Known } from './nomination-row.tsx'

/** Everything that is nominated for today and later, by day: for whoever plans the visits. */
export function NominationsPanel({ scene, close }: { scene: Scene; close: () => void }) {
  const { t, format } = useWords()
  const { look, district, cells } = scene
  const { today } = district
  const { data, isError, error, refetch } = useNominations()
  const nominations = data?.nominations ?? []
  const sites = useSitesCoverage(
    look,
    nominations.some(({ siteId }) => siteId !== null),
  )
  const knownOf = ({ cellId, siteNo }: NominationItem): Known | null => {
    if (cellId !== null) return cells.find(({ area }) => area?.areaId === cellId) ?? null
    if (siteNo === null || sites.data?.meta.registerRevision !== data?.registerRevision) return null
    return sites.data === undefined ? null : standingOfSite(sites.data, siteNo, district.settings.bandBreaks)
  }
  const words = (day: string) => {
    const said = format.day(day, today)
    if (day === today) return t('nominate.today', { day: said })
    if (day === addDays(today, 1)) return t('nominate.tomorrowDay', { day: said })
    return t('nominate.dayOf', { day: said, weekday: format.weekday(day) })
  }
  return (
    <>
      <p className="quiet">{t('nominate.explain')}</p>
      {isError && data === undefined && <Failure error={error} retry={() => void refetch()} />}
      {!isError && data === undefined && <Shape rows={[60, 100, 80]} />}
      {data?.total === 0 && <p className="nominations-empty">{t('nominate.empty')}</p>}
      <ActLine today={today} />
      {byDay(nominations).map((group) => (
        <section key={group.day} className="nominations-day" aria-label={words(group.day)}>
          <h3>
            {words(group.day)}
            <span className="quiet">{format.whole(group.nominations.length)}</span>
          </h3>
          <ul>
            {group.nominations.map((one) => (
              <NominationRow
                key={one.nominationId}
                nomination={one}
                known={knownOf(one)}
                scene={scene}
                onOpen={close}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
