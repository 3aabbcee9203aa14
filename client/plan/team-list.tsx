import { useEffect, useRef } from 'react'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { narrow, useMedia } from '#client/ui/use-media.ts'
import type { PlanItem, PlansAnswer, PlanTarget, TargetsAnswer } from '#data/contract/plan.ts'
import { chooseStop, chooseTeam, pointAt, useFocus } from './map/focus.ts'
import { colourNo, teamName } from './map/teams.ts'
import { SlipLink } from './slip-link.tsx'
import { usePlanWords } from './words.ts'

const billion = 1_000_000_000

interface Props {
  plan: PlanItem
  known: PlansAnswer
  teams: TargetsAnswer['teams']
}

/** Each team’s stops in their order, why each was drawn and what became of it; as long as slips are open, theirs too. */
export function TeamList({ plan, known, teams }: Props) {
  const { language, format } = usePlanWords()
  const open = useFocus((focus) => focus.teamId)
  const at = (minute: number) =>
    format.time(new Date(Date.parse(plan.opensAt) + minute * 60_000).toISOString(), known.zone)
  return teams.map(({ teamId, token, stops }, place) => {
    const name = teamName(known, teamId, language)
    return (
      <details
        key={teamId}
        className="plan-team"
        data-team={colourNo(place, teams.length)}
        open={open === teamId}
        onToggle={({ currentTarget }) => {
          const now = useFocus.getState().teamId
          if (currentTarget.open && now !== teamId) chooseTeam(teamId)
          else if (!currentTarget.open && now === teamId) chooseTeam(null)
        }}
      >
        <summary
          onPointerEnter={() => pointAt(teamId)}
          onPointerLeave={() => pointAt(null)}
          onFocus={() => pointAt(teamId)}
          onBlur={() => pointAt(null)}
        >
          <span className="plan-key-line" aria-hidden="true" /> <b>{name}</b>{' '}
          <span className="quiet">{format.whole(stops.length)}</span>
        </summary>
        {plan.state === 'released' && <SlipLink name={name} token={token} />}
        <ol>
          {stops.map((stop, i) => (
            <Stop key={stop.siteId} stop={stop} number={i + 1} teamId={teamId} at={at(stop.arrives)} />
          ))}
        </ol>
      </details>
    )
  })
}

interface StopProps {
  stop: PlanTarget
  number: number
  teamId: string
  /** When the team is thought to come. */
  at: string
}

/** Chosen on the map, a stop comes into sight here; chosen here, it stands out there. */
function Stop({ stop, number, teamId, at }: StopProps) {
  const { t: say } = useWords()
  const { t, language, format } = usePlanWords()
  const isChosen = useFocus(({ siteId }) => siteId === stop.siteId)
  const isNarrow = useMedia(narrow)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isChosen && !isNarrow) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen, isNarrow])
  const percent = (billionths: number) => `${format.upToTenth((100 * billionths) / billion)}%`
  const { chance, must, outcome } = stop
  return (
    <li ref={row} aria-current={isChosen || undefined}>
      <span
        className="plan-stop"
        data-outcome={outcome ?? undefined}
        data-substitute={stop.isSubstitute || undefined}
      >
        {number}
      </span>
      <div>
        <button type="button" className="plan-go" onClick={() => chooseStop(teamId, stop.siteId)}>
          <b>{siteName(stop, language, say)}</b>
        </button>{' '}
        <span className="quiet">
          {say(`kinds.${stop.kind}`)} · {t('released.about', { at })}
        </span>
        {outcome !== null && <span className="plan-outcome"> {t(`released.${outcome}`)}</span>}
        {stop.isSubstitute && <span className="plan-outcome"> {t('released.substitute')}</span>}
        <br />
        <span className="quiet">
          {must !== null
            ? t(`must.${must}`)
            : chance !== null &&
              t('released.chance', {
                all: percent(chance.all),
                risk: percent(chance.risk),
                overdue: percent(chance.overdue),
                byChance: percent(chance.byChance),
                found: format.tenth(chance.foundMilli / 1000),
                expected: format.tenth(chance.expectedMilli / 1000),
              })}
        </span>
      </div>
    </li>
  )
}
