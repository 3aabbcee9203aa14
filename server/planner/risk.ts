import jstat from 'jstat'
import { factorsOf } from './standardise.ts'

/** Visits before the planning day, one place in each array a visit. */
export interface History {
  site: Int32Array
  /** −1: not known. */
  team: Int32Array
  ageDays: Float64Array
  /** 1: an issue of the gravest two severities was found. */
  critical: Uint8Array
  /** 1: one of the second lowest. */
  serious: Uint8Array
}

export interface RiskQuestion {
  history: History
  /** Of each site, its kind's number. */
  kindOf: Int32Array
  kinds: number
  teams: number
  /** Of each site, how old its newest unverified tip is, in days; NaN: there is none. */
  tipAgeDays: Float64Array
}

/** By site. */
export interface Risk {
  /** Severity found there, old visits counting less: O_i. */
  found: Float64Array
  /** What the average team would have found at as many visits to an average place of its kind: E_i. */
  expected: Float64Array
  /** (1 + O_i) / (1 + E_i): how many times as risky as an average one. */
  ratio: Float64Array
  /** The ratio times how often something critical is found in its kind, and times what a tip adds. */
  risk: Float64Array
  /** Of all visits, how often something critical was found, 0 to 1: what a risk of 1 means. */
  criticalMean: number
}

const halfLifeDays = 730
/** How much a new tip adds, and in how many days that halves: an assumption, there is no data behind it. */
const tipAdds = 0.5
const tipHalfLifeDays = 14

/**
 * Where something is likely wrong: a gamma posterior of the relative risk with one expected finding of prior weight,
 * so that a place nobody knows counts as average. How long ago somebody was there is no part of it.
 */
export function riskOf({ history, kindOf, kinds, teams, tipAgeDays }: RiskQuestion): Risk {
  const visits = history.site.length
  const kind = new Int32Array(visits)
  const severity = new Float64Array(visits)
  const critical = new Float64Array(visits)
  for (let v = 0; v < visits; v++) {
    kind[v] = kindOf[history.site[v] ?? 0] ?? 0
    critical[v] = history.critical[v] ?? 0
    severity[v] = (critical[v] ?? 0) + (history.serious[v] ?? 0) / 2
  }
  const bySeverity = factorsOf({ team: history.team, kind, found: severity }, teams, kinds)
  const byCritical = factorsOf({ team: history.team, kind, found: critical }, teams, kinds)

  const sites = kindOf.length
  const found = new Float64Array(sites)
  const expected = new Float64Array(sites)
  for (let v = 0; v < visits; v++) {
    const s = history.site[v] ?? 0
    const counts = 0.5 ** ((history.ageDays[v] ?? 0) / halfLifeDays)
    const t = history.team[v] ?? -1
    const strict = t < 0 ? 1 : (bySeverity.teams[t] ?? 1)
    found[s] = (found[s] ?? 0) + counts * (severity[v] ?? 0)
    expected[s] =
      (expected[s] ?? 0) + counts * bySeverity.mean * strict * (bySeverity.kinds[kind[v] ?? 0] ?? 1)
  }
  const ratio = new Float64Array(sites)
  const risk = new Float64Array(sites)
  for (let s = 0; s < sites; s++) {
    const age = tipAgeDays[s] ?? Number.NaN
    const tip = Number.isNaN(age) ? 1 : 1 + tipAdds * 2 ** (-age / tipHalfLifeDays)
    ratio[s] = (1 + (found[s] ?? 0)) / (1 + (expected[s] ?? 0))
    risk[s] = (byCritical.kinds[kindOf[s] ?? 0] ?? 1) * (ratio[s] ?? 1) * tip
  }
  return { found, expected, ratio, risk, criticalMean: byCritical.mean }
}

/** Where a site’s ratio lies with 90 % probability: quantiles of a gamma of shape 1 + found and rate 1 + expected. */
export function ratioInterval(found: number, expected: number): { low: number; high: number } {
  const at = (p: number) => jstat.gamma.inv(p, 1 + found, 1 / (1 + expected))
  return { low: at(0.05), high: at(0.95) }
}
