import { addDays } from '#client/state/days.ts'
import type { HabitsAnswer } from '#data/contract/plan.ts'
import { useHabits } from './use-plans.ts'
import { usePlanWords } from './words.ts'

const days = 180
/** A Monday. */
const monday = '2026-01-05'

/** How regular the visits are that were, in sentences: the draw is there to make these numbers small. */
export function Habits({ today }: { today: string }) {
  const { t, format } = usePlanWords()
  const { data } = useHabits(today)
  if (data === undefined) return null
  return (
    <section className="plan-earlier" aria-label={t('habits.title')}>
      <h2>{t('habits.title')}</h2>
      <p className="plan-sub">
        {data.visits === 0
          ? t('habits.none')
          : t('habits.is', { days: format.whole(days), visits: format.whole(data.visits) })}
      </p>
      {data.visits > 0 && <Sentences habits={data} />}
    </section>
  )
}

function Sentences({ habits }: { habits: HabitsAnswer }) {
  const { t, format } = usePlanWords()
  const of100 = (milli: number) => format.upToTenth(milli / 10)
  const { weekdays, hours, sameTeam, regular, guesser, wall } = habits
  const most = weekdays.indexOf(Math.max(...weekdays))
  const worked = weekdays.map((share, i) => ({ share, i })).filter(({ share }) => share > 0)
  const least = worked.toSorted((a, b) => a.share - b.share)[0] ?? { share: 0, i: 0 }
  const weekday = (i: number) => format.weekday(addDays(monday, i))
  return (
    <ul className="plan-habits">
      {guesser.days > 0 && (
        <li>{t('habits.guesser', { right: of100(guesser.right), luck: of100(guesser.byLuck) })}</li>
      )}
      {wall !== null && <li>{t('habits.wall', { without: of100(wall.without), with: of100(wall.with) })}</li>}
      {regular !== null && <li>{t('habits.regular', { share: of100(regular.share) })}</li>}
      <li>
        {t('habits.weekday', {
          share: of100(weekdays[most] ?? 0),
          day: weekday(most),
          least: of100(least.share),
          leastDay: weekday(least.i),
        })}
      </li>
      {hours !== null && (
        <li>{t('habits.hours', { share: of100(hours.share), from: hours.from, to: hours.from + 2 })}</li>
      )}
      {sameTeam !== null && (
        <li>{t('habits.team', { share: of100(sameTeam.share), expected: of100(sameTeam.expected) })}</li>
      )}
    </ul>
  )
}
