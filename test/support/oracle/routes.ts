import loadHighs from 'highs'
import type { RouteQuestion } from '#server/planner/routes.ts'

/**
 * The least cost of routes by mixed-integer programming (HiGHS): minutes of all teams in sum, and ten times those by
 * which a team is above 1.1 of its part. Every stop in one allowed route; subtours are cut off by places in the order
 * (Miller, Tucker & Zemlin 1960).
 */
export async function leastCost({ stops, teams, base, isForbidden, travel }: RouteQuestion): Promise<number> {
  const places = [...stops, base]
  const home = stops.length
  const nodes = places.map((_, i) => i)
  const leg = (a: number, b: number) => travel(places[a] ?? base, places[b] ?? base)
  const arcs = teams.flatMap(({ id }, t) =>
    nodes.flatMap((a) =>
      nodes
        .filter((b) => a !== b && [a, b].every((at) => at === home || !isForbidden(id, stops[at]?.id ?? '')))
        .map((b) => ({ t, a, b, name: `x_${t}_${a}_${b}` })),
    ),
  )
  const sum = (terms: readonly string[]) => (terms.length === 0 ? '0 zero' : terms.join(' + '))
  const of = (test: (arc: (typeof arcs)[number]) => boolean) => arcs.filter(test).map(({ name }) => name)
  /** A team’s minutes: its ways, and the visits it comes to. */
  const load = (t: number, factor: number) =>
    arcs
      .filter((arc) => arc.t === t)
      .map(({ a, b, name }) => `${number(factor * (leg(a, b) + (stops[b]?.minutes ?? 0)))} ${name}`)
  const hours = teams.reduce((all, { minutes }) => all + minutes, 0)
  const lines = [
    ...stops.map((_, s) => `${sum(of(({ b }) => b === s))} = 1`),
    ...teams.flatMap((_, t) =>
      nodes.map((at) => {
        const [into, out] = [
          of((arc) => arc.t === t && arc.b === at),
          of((arc) => arc.t === t && arc.a === at),
        ]
        return `${sum(into)} - ${out.length === 0 ? '0 zero' : out.join(' - ')} = 0`
      }),
    ),
    ...teams.map((_, t) => `${sum(of((arc) => arc.t === t && arc.a === home))} <= 1`),
    ...stops.flatMap((_, a) =>
      stops.flatMap((_unused, b) => {
        if (a === b) return []
        const through = of((arc) => arc.a === a && arc.b === b).map((name) => `${stops.length} ${name}`)
        return through.length === 0 ? [] : [`u_${a} - u_${b} + ${through.join(' + ')} <= ${stops.length - 1}`]
      }),
    ),
    ...teams.map(({ minutes }, t) => {
      const part = (1.1 * minutes) / hours
      const all = teams.flatMap((_, other) => load(other, (other === t ? 1 : 0) - part))
      return `${all.join(' + ')} - over_${t} <= 0`
    }),
  ]
  const objective = [...teams.flatMap((_, t) => load(t, 1)), ...teams.map((_, t) => `10 over_${t}`)]
  const program = [
    'Minimize',
    ` cost: ${objective.join(' + ')}`,
    'Subject To',
    ...lines.map((line, i) => ` c${i}: ${line}`.replaceAll('+ -', '- ')),
    'Bounds',
    ...stops.map((_, s) => ` 0 <= u_${s} <= ${stops.length}`),
    ' 0 <= zero <= 0',
    'Binary',
    ...arcs.map(({ name }) => ` ${name}`),
    'End',
  ].join('\n')
  const highs = await loadHighs()
  const { Status, ObjectiveValue } = highs.solve(program, { mip_rel_gap: 1e-6 })
  if (Status !== 'Optimal') throw new Error(`no optimum: ${Status}`)
  return ObjectiveValue
}

const number = (value: number) => value.toFixed(9)
