/** Visits of some months in the order of their days, one place in each array a visit. */
export interface Watched {
  /** Days since 1970, in the district’s zone. */
  day: Int32Array
  /** 0 to 23; −1: the hour is not known. */
  hour: Int32Array
  /** 0, 1, 2 …; −1: not known. */
  team: Int32Array
  site: Int32Array
  /** 0, 1, 2 …; −1: in none. */
  community: Int32Array
}

/** What a watcher could learn from when, by whom and where visits came; shares in thousandths. */
export interface Habits {
  visits: number
  /** Monday first. */
  weekdays: number[]
  /** The two hours in a row with most visits; null: hours are not known. */
  hours: { from: number; share: number } | null
  /** Of the visits to communities with enough of them, the share made by each one’s most frequent team. */
  sameTeam: { share: number; expected: number } | null
  /** Of the visits that were not a site’s first, the share that came within two days of its usual interval. */
  regular: { share: number; visits: number } | null
  /** How often a guesser who knows every visit so far is right, against how often luck is. */
  guesser: { days: number; right: number; byLuck: number }
}

const fewestOfCommunity = 20
const nearDays = 2
/** Days at the end on which guesses are made. */
const guessedDays = 30

/** How regular visits are, from history alone. */
export function habitsOf(visits: Watched, sites: number): Habits {
  return {
    visits: visits.day.length,
    weekdays: weekdaysOf(visits),
    hours: hoursOf(visits),
    sameTeam: sameTeamOf(visits),
    ...gapsOf(visits, sites),
  }
}

const milli = (part: number, all: number) => (all === 0 ? 0 : Math.round((1000 * part) / all))

function weekdaysOf({ day }: Watched): number[] {
  const counts = Array.from({ length: 7 }, () => 0)
  // Day 0 (1970-01-01) was a Thursday.
  for (const one of day) counts[(one + 3) % 7] = (counts[(one + 3) % 7] ?? 0) + 1
  return counts.map((count) => milli(count, day.length))
}

function hoursOf({ hour }: Watched): Habits['hours'] {
  const counts = Array.from({ length: 24 }, () => 0)
  for (const one of hour) if (one >= 0) counts[one] = (counts[one] ?? 0) + 1
  const known = counts.reduce((sum, count) => sum + count, 0)
  // Whole days without hours stand at one instant.
  if (known === 0 || counts.filter((count) => count > 0).length < 2) return null
  let best = { from: 0, share: 0 }
  for (let from = 0; from < 23; from++) {
    const share = milli((counts[from] ?? 0) + (counts[from + 1] ?? 0), known)
    if (share > best.share) best = { from, share }
  }
  return best
}

function sameTeamOf({ team, community }: Watched): Habits['sameTeam'] {
  const byCommunity = new Map<number, Map<number, number>>()
  const overall = new Map<number, number>()
  for (let v = 0; v < team.length; v++) {
    const [t, c] = [team[v] ?? -1, community[v] ?? -1]
    if (t < 0 || c < 0) continue
    const teams = byCommunity.get(c) ?? new Map<number, number>()
    teams.set(t, (teams.get(t) ?? 0) + 1)
    byCommunity.set(c, teams)
    overall.set(t, (overall.get(t) ?? 0) + 1)
  }
  const sum = (counts: ReadonlyMap<number, number>) =>
    [...counts.values()].reduce((total, one) => total + one, 0)
  const enough = [...byCommunity.values()].filter((teams) => sum(teams) >= fewestOfCommunity)
  if (enough.length === 0) return null
  const all = enough.reduce((total, teams) => total + sum(teams), 0)
  const most = enough.reduce((total, teams) => total + Math.max(...teams.values()), 0)
  return { share: milli(most, all), expected: milli(Math.max(...overall.values()), sum(overall)) }
}

/** Gaps between visits to a site, and what can be guessed from them. */
function gapsOf({ day, site }: Watched, sites: number): Pick<Habits, 'regular' | 'guesser'> {
  const last = new Int32Array(sites).fill(-1)
  const gaps = new Float64Array(sites)
  const times = new Int32Array(sites)
  let near = 0
  let judged = 0
  const firstGuessed = (day.at(-1) ?? 0) - guessedDays + 1
  const guesser = { days: 0, right: 0, asked: 0, luck: 0 }
  for (let from = 0; from < day.length;) {
    const today = day[from] ?? 0
    let to = from
    while (to < day.length && day[to] === today) to += 1
    const visited = new Set(site.subarray(from, to))
    if (today >= firstGuessed && from > 0) {
      const right = guess(today, visited.size, last, gaps, times).filter((one) => visited.has(one)).length
      guesser.days += 1
      guesser.right += right
      guesser.asked += visited.size
      guesser.luck += visited.size ** 2 / Math.max(1, sites)
    }
    for (const s of visited) {
      const before = last[s] ?? -1
      if (before >= 0) {
        const gap = today - before
        const seen = times[s] ?? 0
        if (seen > 0) {
          judged += 1
          if (Math.abs(gap - (gaps[s] ?? 0) / seen) <= nearDays) near += 1
        }
        gaps[s] = (gaps[s] ?? 0) + gap
        times[s] = seen + 1
      }
      last[s] = today
    }
    from = to
  }
  return {
    regular: judged === 0 ? null : { share: milli(near, judged), visits: judged },
    guesser: {
      days: guesser.days,
      right: milli(guesser.right, guesser.asked),
      byLuck: milli(guesser.luck, guesser.asked),
    },
  }
}

/** The sites that are nearest to their usual interval, or furthest past it, for who knows all visits before today. */
function guess(
  today: number,
  count: number,
  last: Int32Array,
  gaps: Float64Array,
  times: Int32Array,
): number[] {
  const known = [...times.keys()].filter((s) => (times[s] ?? 0) > 0)
  const dueness = (s: number) => {
    const usual = Math.max(1, (gaps[s] ?? 0) / (times[s] ?? 1))
    return Math.abs((today - (last[s] ?? 0)) / usual - 1)
  }
  return known.toSorted((a, b) => dueness(a) - dueness(b) || a - b).slice(0, count)
}
