import type { PlansAnswer, TargetsAnswer } from '#data/contract/plan.ts'
import { usePlanWords } from '../words.ts'
import { chooseTeam, pointAt, useFocus } from './focus.ts'
import { colourNo, teamName } from './teams.ts'

const states = ['left', 'done', 'not-reached'] as const

/** Which line is whose, and which shape says what; who is pointed at stands out on the map. */
export function TeamKeys({ teams, known }: { teams: TargetsAnswer['teams']; known: PlansAnswer }) {
  const { t, language } = usePlanWords()
  const chosen = useFocus(({ teamId }) => teamId)
  return (
    <div className="plan-keys">
      <ul aria-label={t('constraints.teams')}>
        {teams.map(({ teamId }, place) => (
          <li key={teamId}>
            <button
              type="button"
              className="plan-key"
              data-team={colourNo(place, teams.length)}
              aria-pressed={chosen === teamId}
              onClick={() => chooseTeam(chosen === teamId ? null : teamId)}
              onPointerEnter={() => pointAt(teamId)}
              onPointerLeave={() => pointAt(null)}
              onFocus={() => pointAt(teamId)}
              onBlur={() => pointAt(null)}
            >
              <span className="plan-key-line" aria-hidden="true" />
              {teamName(known, teamId, language)}
            </button>
          </li>
        ))}
      </ul>
      <ul className="quiet">
        {states.map((state) => (
          <li key={state}>
            <span
              className="plan-stop"
              data-outcome={state === 'left' ? undefined : state}
              aria-hidden="true"
            >
              1
            </span>
            {t(`released.${state}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}
