import { createCipheriv } from 'node:crypto'
import { designOf, take } from './conditional-poisson.ts'
import { frameOf, type FrameRules } from './frame.ts'
import { inclusionOf, unit, type Shares } from './inclusion.ts'
import { standingOf, type SandboxSite, type Standing } from './sandbox-standing.ts'
import { tallyOf, type Outcome, type RealVisit } from './sandbox-tally.ts'

/** Days that were, to be lived through once more. Days are numbers since 1970, in the district’s zone. */
export interface SandboxDays {
  /** In the order of their ids’ bytes, open before the first day. */
  sites: readonly SandboxSite[]
  /** Of each site, from what was known before the first day. */
  risk: Float64Array
  /** By day, each site once a day. */
  happened: readonly RealVisit[]
  from: number
  /** The last one, too. */
  to: number
  isWorkingDay: (day: number) => boolean
  rules: FrameRules
}

/** What is drawn by. */
export interface SandboxWay {
  shares: Shares
  cap30: number
  visitsADay: number
  /** 32 bytes. */
  seed: Uint8Array
}

/**
 * The days again, on each working day with a draw of its own instead of the visits that were; `null`: with those. Gives
 * each day when it is over, and in the end what came of it. Risk stays as it was before the first day; nobody must be
 * visited. The same way comes to the same end.
 */
export function* replay(days: SandboxDays, way: SandboxWay | null): Generator<number, Outcome> {
  const { sites, happened, from, to, rules, isWorkingDay } = days
  const standing = standingOf(sites, counterOf(to, isWorkingDay))
  const cap30 = way?.cap30 ?? rules.caps.site30
  const tally = tallyOf({ sites, happened, from, cap30 }, standing)
  const real = new Map<number, number[]>()
  for (const { day, site } of happened) real.set(day, [...(real.get(day) ?? []), site])
  for (let day = from; day <= to; day++) {
    const isWorking = isWorkingDay(day)
    const drawn = way !== null && isWorking ? drawOn(day, days, way, standing) : null
    for (const site of way === null ? (real.get(day) ?? []) : (drawn?.sites ?? [])) {
      standing.visit(site, day)
      tally.visit(site, day)
    }
    if (isWorking) tally.day(day, drawn?.guessed ?? null)
    yield day
  }
  return tally.end(to)
}

interface Drawn {
  sites: number[]
  /** Of the list that who knows every chance would guess, how much is right on average, 0 to 1; null: nobody is drawn. */
  guessed: number | null
}

function drawOn(day: number, { rules, risk }: SandboxDays, way: SandboxWay, standing: Standing): Drawn {
  const { candidates } = frameOf({
    sites: standing.facts(day),
    rules: { ...rules, caps: { ...rules.caps, site30: way.cap30 } },
    risk,
    coverage: standing.coverage(day),
    exempt: nobody,
    ordered: nobody,
    teams: [],
    barred: new Map(),
    capacity: way.visitsADay,
  })
  const n = Math.min(way.visitsADay, Math.floor(candidates.length / 2))
  if (n === 0) return { sites: [], guessed: null }
  const { chances } = inclusionOf(candidates, n, way.shares)
  const design = designOf(Float64Array.from(chances, (one) => one / unit))
  const numbers = numbersOf(way.seed, day, risk.length)
  const taken = take(design, (i) => numbers(candidates[i]?.site.index ?? 0))
  const guess = chances.toSorted((a, b) => b - a).slice(0, n)
  return {
    sites: taken.map((i) => candidates[i]?.site.index ?? 0),
    guessed: guess.reduce((sum, one) => sum + one, 0) / unit / n,
  }
}

/**
 * Of each site a number in (0, 1) for a day: the key stream of the seed, the same for every way, so that ways differ by
 * what they are and not by luck. It costs a small part of an HMAC each.
 */
function numbersOf(seed: Uint8Array, day: number, sites: number): (site: number) => number {
  const start = Buffer.alloc(16)
  start.writeInt32BE(day)
  const stream = createCipheriv('aes-256-ctr', seed, start).update(new Uint8Array(4 * sites))
  return (site) => (stream.readUInt32BE(4 * site) + 0.5) / 2 ** 32
}

const nobody: ReadonlySet<string> = new Set()

/** Working days after one day up to and with another, counted once. */
function counterOf(to: number, isWorkingDay: (day: number) => boolean): (from: number, to: number) => number {
  /** By days before the last one: working days after it. */
  const after = [0]
  const afterOf = (day: number) => {
    for (let back = after.length; back <= to - day; back++)
      after.push((after[back - 1] ?? 0) + Number(isWorkingDay(to - back + 1)))
    return after[to - day] ?? 0
  }
  return (from, until) => afterOf(from) - afterOf(until)
}
