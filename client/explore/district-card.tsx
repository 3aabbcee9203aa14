import { useCounters } from '#client/api/use-answers.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { districtSums } from '#client/state/cells.ts'
import { changeLook } from '#client/state/use-look.ts'
import type { CountersAnswer } from '#data/contract/api.ts'
import { CardBody } from './card-body.tsx'
import { Figure } from './card-head.tsx'
import { DownloadShown } from './download-shown.tsx'
import type { Scene } from './scene.ts'
import { Unlocated } from './unlocated.tsx'

const counters = ['batches', 'personTimes', 'places', 'visits'] as const

/** The whole district, while nothing is selected: how much is covered, what is open, what was done. */
export function DistrictCard({ scene }: { scene: Scene }) {
  const { t, language, format } = useWords()
  const { district, cells, asOf, latest, coverage } = scene
  const known = coverage.meta.dataKnown
  const counted = useCounters(scene.look).data
  const sums = districtSums(cells)
  return (
    <section className="card" aria-label={t('district.label')}>
      <CardBody>
        <div className="card-title">
          <h2>{nameIn(language, district)}</h2>
        </div>
        {cells.length > 0 && (
          <p className="card-sub">
            <span>{t('ranking.all', { n: format.whole(cells.length), count: cells.length })}</span>
          </p>
        )}
        {known && sums.active > 0 && (
          <div className="figures" data-dense={sums.active >= 10_000 || undefined}>
            <Figure
              value={format.whole(sums.covered)}
              over={format.whole(sums.active)}
              label={t('district.sitesCovered')}
            />
            <Figure
              value={format.whole(sums.open)}
              label={t('district.openIssues')}
              onPress={rankByOverdueIssues}
            />
            <Figure
              value={
                sums.debtMilli < 1_000_000
                  ? format.tenth(sums.debtMilli / 1000)
                  : format.whole(sums.debtMilli / 1000)
              }
              label={t('district.debt')}
            />
          </div>
        )}
        <ul className="plain-rows">
          {known && sums.overdueIssues > 0 && (
            <li>
              <button type="button" className="plain-lead" onClick={rankByOverdueIssues}>
                {t('district.overdueIssues', {
                  n: format.whole(sums.overdueIssues),
                  count: sums.overdueIssues,
                })}
              </button>
            </li>
          )}
          {known && sums.never > 0 && (
            <li>{t('district.neverSites', { n: format.whole(sums.never), count: sums.never })}</li>
          )}
          {district.counts.unlocatedSites > 0 && (
            <li>
              <Unlocated count={district.counts.unlocatedSites} />
            </li>
          )}
        </ul>
        {known && counted !== undefined && (
          <table className="counters">
            <thead>
              <tr>
                <td />
                <th scope="col">{format.day(asOf, latest)}</th>
                <th scope="col">
                  {counted.since !== null && t('district.since', { day: format.day(counted.since, latest) })}
                </th>
              </tr>
            </thead>
            <tbody>
              {counters
                .filter((name) => counted.total[name] > 0 || counted.total.visits === 0)
                .map((name) => (
                  <CounterRow key={name} name={name} answer={counted} />
                ))}
            </tbody>
          </table>
        )}
        {cells.length > 0 && <p className="quiet card-hint">{t('district.hint')}</p>}
      </CardBody>
      {cells.length > 0 && (
        <div className="card-actions">
          <div className="card-buttons">
            <DownloadShown scene={scene} worded />
          </div>
        </div>
      )}
    </section>
  )
}

/** The cells with most of them come to the top of the ranking, and it into view. */
function rankByOverdueIssues(): void {
  changeLook({ order: 'overdue-rectification' })
  document.getElementById('ranking')?.focus()
}

function CounterRow({ name, answer }: { name: (typeof counters)[number]; answer: CountersAnswer }) {
  const { t, format } = useWords()
  return (
    <tr>
      <th scope="row">{t(`district.${name}`, { count: 2 })}</th>
      <td>{format.whole(answer.day[name])}</td>
      <td>{format.whole(answer.total[name])}</td>
    </tr>
  )
}
