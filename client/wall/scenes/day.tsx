import { dayNoOf } from '#client/state/days.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { Figure, Figures, Hero } from '../show/figure.tsx'
import type { Picture } from '../show/picture.ts'
import { useWallWords } from '../words.ts'

/** What was done on the last closed day, and since the campaign began. */
export function DayPanel({ picture: { counters, district, asOf } }: { picture: Picture }) {
  const { t, language, format } = useWallWords()
  const n = format.whole
  if (counters === null) return <Hero value="–" label={t('day.waiting')} />
  const { day, total } = counters
  const { campaign } = district.settings
  const campaignDay = campaign === null ? 0 : dayNoOf(asOf) - dayNoOf(campaign.startsOn) + 1
  return (
    <>
      <Hero value={n(day.places)} label={t('day.places', { count: day.places })}>
        {format.fullDay(asOf)}
      </Hero>
      <Figures>
        <Figure value={n(day.batches)} unit={t('unit.batches')} label={t('day.batches')} />
        <Figure value={n(day.personTimes)} unit={t('unit.personTimes')} label={t('day.personTimes')} />
        {campaign !== null && campaignDay > 0 && (
          <>
            <Figure
              value={n(campaignDay)}
              unit={t('unit.days')}
              label={t('day.campaign', { name: nameIn(language, campaign) })}
            />
            <Figure value={n(total.places)} unit={t('unit.places')} label={t('day.since')} />
          </>
        )}
      </Figures>
    </>
  )
}
