import type { SandboxOutcome, SandboxRange, SandboxResult } from '#data/contract/sandbox.ts'
import { isApart } from './sentence.ts'
import { useSandboxWords } from './words.ts'

type Measure = keyof SandboxOutcome

const rows: readonly { name: Measure; unit: 'count' | 'days' | 'percent' | 'later' }[] = [
  { name: 'visits', unit: 'count' },
  { name: 'coveredMilli', unit: 'percent' },
  { name: 'coveredAtEndMilli', unit: 'percent' },
  { name: 'worstCellDays', unit: 'days' },
  { name: 'neverSites', unit: 'count' },
  { name: 'foundMilli', unit: 'percent' },
  { name: 'earlierMilliDays', unit: 'later' },
  { name: 'mostVisits30', unit: 'count' },
  { name: 'overCapMilli', unit: 'percent' },
  { name: 'guessedMilli', unit: 'percent' },
  { name: 'watchedMilli', unit: 'percent' },
]
type Unit = (typeof rows)[number]['unit']

/** Every measure three ways, with the least and the most of several draws. */
export function OutcomeTable({ result }: { result: SandboxResult }) {
  const { t, format } = useSandboxWords()
  const { happened, present, alternative } = result
  const percent = (milli: number) => format.upToTenth(milli / 10)
  const way = ({ shares, visitsADay, site30 }: SandboxResult['present']) => (
    <>
      <span>
        {t('table.ways', {
          risk: percent(shares.risk),
          overdue: percent(shares.overdue),
          chance: percent(shares.chance),
        })}
      </span>
      <span>{t('table.daily', { n: format.whole(visitsADay), cap: format.whole(site30) })}</span>
    </>
  )
  return (
    <table className="sandbox-table">
      <caption className="hidden">{t('table.label')}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden">{t('table.measure')}</span>
          </th>
          <th scope="col">
            {t('table.happened')}
            <span>
              {t('table.daily', { n: format.whole(happened.visitsADay), cap: format.whole(happened.site30) })}
            </span>
          </th>
          <th scope="col">
            {t('table.present')}
            {way(present)}
          </th>
          <th scope="col">
            {t('table.alternative')}
            {way(alternative)}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, unit }) => {
          const [was, before, now] = [happened, present, alternative].map((one) => one.outcome[name])
          return (
            <tr key={name}>
              <th scope="row">{t(`row.${name}`)}</th>
              <Cell range={was ?? null} unit={unit} />
              <Cell range={before ?? null} unit={unit} />
              <Cell range={now ?? null} unit={unit} isApart={isApart(before ?? null, now ?? null)} />
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Cell({
  range,
  unit,
  isApart = false,
}: {
  range: SandboxRange | null
  unit: Unit
  isApart?: boolean
}) {
  const { t, format } = useSandboxWords()
  if (range === null) return <td>–</td>
  const plain = (value: number) => {
    switch (unit) {
      case 'count':
      case 'days':
        return format.whole(value)
      case 'percent':
        return format.upToTenth(value / 10)
      case 'later':
        // Without a minus before nothing.
        return format.upToTenth(Math.round(-value / 100) / 10 || 0)
    }
  }
  const said = plain(range.mid)
  const isLater = unit === 'later'
  return (
    <td data-apart={isApart || undefined}>
      {unit === 'percent'
        ? t('unit.percent', { n: said })
        : unit === 'count'
          ? said
          : t('unit.days', { n: said, count: Number(said === '1') })}
      {range.low < range.high && (
        <span>
          {t('unit.range', {
            low: plain(isLater ? range.high : range.low),
            high: plain(isLater ? range.low : range.high),
          })}
        </span>
      )}
    </td>
  )
}
