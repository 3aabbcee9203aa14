/**
 * How long a whole planning run takes without the database and the routes: risk, frame, chances, design, draw.
 * npm run bench:planner
 */
import { chanceOf } from '#server/planner/chance.ts'
import { designOf, take } from '#server/planner/conditional-poisson.ts'
import { frameOf, type SiteFacts } from '#server/planner/frame.ts'
import { inclusionOf, unit } from '#server/planner/inclusion.ts'
import { riskOf } from '#server/planner/risk.ts'
import { replay } from '#server/planner/sandbox.ts'
import { routesOf, travelMinutes } from '#server/planner/routes.ts'

const scales = [
  { sites: 2_000, visits: 30_000, drawn: 40 },
  { sites: 100_000, visits: 1_000_000, drawn: 200 },
]
const runs = 5

function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
}
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

console.log('| sites | visits | drawn | risk | frame | chances | design | draw | all, ms | peak RSS, MB |')
console.log('|---|---|---|---|---|---|---|---|---|---|')
for (const { sites, visits, drawn } of scales) {
  const next = numbers(7)
  const history = {
    site: Int32Array.from({ length: visits }, () => Math.floor(next() ** 2 * sites)),
    team: Int32Array.from({ length: visits }, () => Math.floor(next() * 12)),
    ageDays: Float64Array.from({ length: visits }, () => 1 + next() * 1400),
    critical: Uint8Array.from({ length: visits }, () => Number(next() < 0.15)),
    serious: Uint8Array.from({ length: visits }, () => Number(next() < 0.3)),
  }
  const facts: SiteFacts[] = Array.from({ length: sites }, (_, index) => ({
    siteId: `site-${index}`,
    kind: 'market',
    cellId: `cell-${index % 500}`,
    isLocated: true,
    isOpen: true,
    intervalDays: 30,
    daysSince: Math.floor(next() * 120),
    workingDaysSince: Math.floor(next() * 60),
    burden30: 0,
    unitBurden30: 0,
    unitBurden365: 0,
    burden365: 2,
    dueOn: null,
    tipOn: null,
    index,
  }))
  const question = {
    history,
    kindOf: Int32Array.from({ length: sites }, (_, i) => i % 10),
    kinds: 10,
    teams: 12,
    tipAgeDays: new Float64Array(sites).fill(Number.NaN),
  }
  const seed = new Uint8Array(32).fill(7)
  const times: number[][] = []
  for (let run = 0; run < runs; run++) {
    const marks = [performance.now()]
    const mark = () => void marks.push(performance.now())
    const risk = riskOf(question)
    mark()
    const { candidates } = frameOf({
      sites: facts,
      rules: {
        caps: { site30: 4, site365: 24, unit30: null, unit365: null },
        cooldown: { closedDays: 3, chanceOnlyDays: 7 },
      },
      risk: risk.risk,
      coverage: new Map(),
      exempt: new Set(),
      ordered: new Set(),
      teams: ['a'],
      barred: new Map(),
      capacity: drawn,
    })
    mark()
    const { chances } = inclusionOf(candidates, drawn, { risk: 500, overdue: 300, chance: 200 })
    mark()
    const design = designOf(Float64Array.from(chances, (one) => one / unit))
    mark()
    const taken = take(design, (i) => chanceOf(seed, `2026-11-23|${candidates[i]?.site.siteId}`))
    mark()
    if (taken.length !== drawn) throw new Error('the draw is not of the size asked for')
    times.push(marks.slice(1).map((at, i) => at - (marks[i] ?? 0)))
  }
  const steps = [0, 1, 2, 3, 4].map((step) => median(times.map((one) => one[step] ?? 0)))
  const all = median(times.map((one) => one.reduce((sum, ms) => sum + ms, 0)))
  const peak = process.resourceUsage().maxRSS / 1024
  const said = [...steps, all].map((ms) => ms.toFixed(0))
  console.log(`| ${sites} | ${visits} | ${drawn} | ${said.join(' | ')} | ${peak.toFixed(0)} |`)
}

const monday = 20_458
const sites = Array.from({ length: 2_000 }, (_, i) => ({
  siteId: `site-${String(i).padStart(4, '0')}`,
  kind: 'market',
  cellId: `cell-${i % 500}`,
  isLocated: true,
  intervalDays: 30,
  knownOn: monday - 400,
  visitedOn: i % 20 === 0 ? [] : [monday - 1 - ((i * 7) % 120)],
}))
const weeks = replay(
  {
    sites,
    risk: Float64Array.from(sites, (_, i) => 0.3 + (i % 17) / 5),
    happened: [],
    from: monday,
    to: monday + 83,
    isWorkingDay: (day) => (day - monday) % 7 < 5,
    rules: {
      caps: { site30: 4, site365: 24, unit30: null, unit365: null },
      cooldown: { closedDays: 3, chanceOnlyDays: 7 },
    },
  },
  {
    shares: { risk: 500, overdue: 300, chance: 200 },
    cap30: 4,
    visitsADay: 40,
    seed: new Uint8Array(32).fill(7),
  },
)
const began = performance.now()
let longest = 0
for (let last = began, step = weeks.next(); ; step = weeks.next()) {
  longest = Math.max(longest, performance.now() - last)
  last = performance.now()
  if (step.done === true) break
}
console.log(
  `\nSandbox, 12 weeks of 40 visits a day among 2,000 sites: ${(performance.now() - began).toFixed(0)} ms, longest day ${longest.toFixed(0)} ms`,
)

const next = numbers(3)
const stops = Array.from({ length: 40 }, (_, i) => ({
  id: `s${i}`,
  lon: 113.5 + next() * 0.2,
  lat: 22.3 + next() * 0.2,
  minutes: 27,
}))
const from = performance.now()
routesOf({
  stops,
  teams: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, minutes: 390 })),
  base: { lon: 113.6, lat: 22.4 },
  isForbidden: () => false,
  travel: travelMinutes(25),
  next,
  rounds: 150,
})
console.log(`\nRoutes of 40 stops for 5 teams: ${(performance.now() - from).toFixed(0)} ms`)
