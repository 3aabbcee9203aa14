import { mapColours, teamColours, type Theme } from '#client/theme/ramps.ts'
import { nameIn } from '#client/i18n/formats.ts'
import type { Language } from '#client/state/look.ts'
import type { PlansAnswer, TargetsAnswer } from '#data/contract/plan.ts'

/** The place of a team’s colour, from 1; undefined: more than four teams are told apart by their names alone. */
export function colourNo(place: number, teams: number): number | undefined {
  return teams > teamColours.dark.length ? undefined : place + 1
}

/** The colour of a team’s route on the map. */
export function colourOfTeam(theme: Theme, place: number, teams: number): string {
  const no = colourNo(place, teams)
  return no === undefined
    ? mapColours[theme].textQuiet
    : (teamColours[theme][no - 1]?.fill ?? mapColours[theme].textQuiet)
}

export function teamName(known: PlansAnswer, teamId: string, language: Language): string {
  const team = known.teams.find((one) => one.teamId === teamId)
  return (team === undefined ? null : nameIn(language, team)) ?? teamId
}

/** Teams in the order in which the district lists them; the plan has them in the order of their labels. */
export function inOrder(
  teams: TargetsAnswer['teams'],
  { teams: known }: PlansAnswer,
): TargetsAnswer['teams'] {
  const places = new Map(known.map(({ teamId }, i) => [teamId, i]))
  return teams.toSorted((a, b) => (places.get(a.teamId) ?? 0) - (places.get(b.teamId) ?? 0))
}
