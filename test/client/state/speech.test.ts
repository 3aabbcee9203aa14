import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inOneBreath, say, unsay, useSpeech, withWords } from '#client/state/speech.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

test('of each occasion only the latest words are said, all in one breath and in a fixed order', () => {
  const first = withWords({}, 'headline', '34 个网格已超期。')
  const later = withWords(withWords(first, 'feed', '连接断开。'), 'headline', '33 个网格已超期。')
  expect(inOneBreath(later)).toBe('连接断开。 33 个网格已超期。')
  expect(inOneBreath({})).toBe('')
})

test('nothing is said before it is quiet: moving through days ends in one sentence', () => {
  const before = useSpeech.getState().count
  for (let day = 1; day <= 20; day++) {
    say('headline', `day ${day}`)
    vi.advanceTimersByTime(100)
  }
  expect(useSpeech.getState().count).toBe(before)
  vi.advanceTimersByTime(1_000)
  expect(useSpeech.getState()).toEqual({ words: 'day 20', count: before + 1 })
})

test('words may be found when their turn comes, and may be gone by then', () => {
  let day = 1
  say('headline', () => `day ${day}`)
  say('selection', () => null)
  day = 2
  vi.advanceTimersByTime(1_000)
  expect(useSpeech.getState().words).toBe('day 2')
})

test('the same words are said again when they are meant again', () => {
  say('done', 'Link copied.')
  vi.advanceTimersByTime(1_000)
  const { count } = useSpeech.getState()
  say('done', 'Link copied.')
  vi.advanceTimersByTime(1_000)
  expect(useSpeech.getState()).toEqual({ words: 'Link copied.', count: count + 1 })
})

test('what no longer matters stays unsaid', () => {
  const { count } = useSpeech.getState()
  say('found', '3 results')
  unsay('found')
  vi.advanceTimersByTime(1_000)
  expect(useSpeech.getState().count).toBe(count)
})
