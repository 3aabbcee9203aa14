import i18next from 'i18next'
import { beforeAll, expect, it } from 'vitest'
import { formatsOf } from '#client/i18n/formats.ts'
import { mayBeLuck, sentenceOf } from '#client/plan/sandbox/sentence.ts'
import en from '#client/plan/sandbox/words/en.json'
import chinese from '#client/plan/sandbox/words/zh-CN.json'
import type { SandboxOutcome, SandboxResult } from '#data/contract/sandbox.ts'

beforeAll(() =>
  i18next.init({
    resources: { en: { sandbox: en }, 'zh-CN': { sandbox: chinese } },
    interpolation: { escapeValue: false },
  }),
)

const one = (mid: number) => ({ mid, low: mid, high: mid })
function outcomeOf(more: Partial<SandboxOutcome> = {}): SandboxOutcome {
  return {
    visits: one(100),
    coveredMilli: one(700),
    coveredAtEndMilli: one(700),
    worstCellDays: one(41),
    neverSites: one(0),
    earlierMilliDays: one(-3_000),
    foundMilli: one(500),
    mostVisits30: one(2),
    overCapMilli: one(0),
    guessedMilli: one(80),
    watchedMilli: one(80),
    ...more,
  }
}
type Way = SandboxResult['present']
function resultOf(way: Partial<Way>, present: Partial<Way> = {}): SandboxResult {
  const before: Way = {
    shares: { risk: 500, overdue: 300, chance: 200 },
    site30: 4,
    visitsADay: 40,
    outcome: outcomeOf(),
    ...present,
  }
  return {
    is: 'result',
    from: '2026-01-05',
    to: '2026-02-01',
    workingDays: 20,
    sites: 100,
    serious: 5,
    seeds: 5,
    happened: { site30: 4, visitsADay: 40, outcome: outcomeOf() },
    present: before,
    alternative: { ...before, ...way },
  }
}
function said(way: Partial<Way>, language: 'en' | 'zh-CN' = 'en', present: Partial<Way> = {}): string {
  const speak = i18next.getFixedT(language, 'sandbox')
  return sentenceOf(resultOf(way, present), (key, values = {}) => speak(key, values), formatsOf(language))
}
const shares = { risk: 300, overdue: 500, chance: 200 }

it('says the share that grew, the cell that waits longest, and when what is serious comes to light', () => {
  const outcome = outcomeOf({ worstCellDays: one(18), earlierMilliDays: one(-1_800) })
  expect(said({ shares, outcome })).toBe(
    'With 20 points more for overdue, the cell that waits longest would stand at 18 days instead of 41, and what is serious would come to light 1.2 days earlier.',
  )
  expect(said({ shares, outcome: outcomeOf({ earlierMilliDays: one(-4_200) }) }, 'zh-CN')).toBe(
    '欠账多 20 个百分点，在周期内的点位一样多，严重问题晚 1.2 天发现。',
  )
})

it('says coverage where the cell that waits longest waits as long, and what else was changed', () => {
  expect(said({ visitsADay: 60, outcome: outcomeOf({ coveredMilli: one(755) }) })).toMatch(
    /^With 60 visits a day instead of 40, 75.5 of 100 sites would be within their interval instead of 70, and .+ as early\.$/,
  )
  expect(said({ site30: 2 })).toMatch(/^With at most 2 visits to a site in 30 days instead of 4, as many/)
  expect(said({ site30: 2, shares })).toMatch(/^With these settings,/)
})

it('says so where nothing is different, and where nothing serious was found', () => {
  expect(said({})).toBe('These are the present settings: nothing would be different.')
  const outcome = outcomeOf({ earlierMilliDays: null, foundMilli: null })
  expect(said({ shares, outcome }, 'en', { outcome })).toMatch(
    /, and nothing serious was found to compare\.$/,
  )
})

it('says that it may be luck where draws of the two overlap in what it says, and only there', () => {
  const worst = (low: number, mid: number, high: number) => ({
    outcome: outcomeOf({ worstCellDays: { low, mid, high } }),
  })
  expect(mayBeLuck(resultOf(worst(17, 18, 30), worst(29, 41, 50)))).toBe(true)
  expect(mayBeLuck(resultOf(worst(17, 18, 28), worst(29, 41, 50)))).toBe(false)
  expect(mayBeLuck(resultOf({}))).toBe(false)
})
