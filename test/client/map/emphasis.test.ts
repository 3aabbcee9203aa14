import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fadingOutline } from '#client/map/emphasis.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** How strong the outline was after each change, with the ms at which it changed. */
function follow(calm: boolean) {
  const seen: [ms: number, strength: number | null][] = []
  const start = Date.now()
  const outline = fadingOutline({ matches: calm }, () =>
    seen.push([Date.now() - start, outline.now()?.strength ?? null]),
  )
  return { seen, outline }
}

test('an outline stands at once, steps back a few times and is gone after 2 s: it never grows again', () => {
  const { seen, outline } = follow(false)
  outline.show({ id: '2-b', areaNos: [7] })
  expect(outline.now()).toEqual({ areaNos: [7], strength: 1 })
  vi.advanceTimersByTime(10_000)
  const strengths = [1, ...seen.map(([, strength]) => strength ?? 0)]
  expect(strengths).toEqual(strengths.toSorted((a, b) => b - a))
  expect(seen.length).toBeLessThanOrEqual(6)
  expect(seen.at(-1)).toEqual([2000, null])
})

test('with less motion it stands for 3 s and is gone', () => {
  const { seen, outline } = follow(true)
  outline.show({ id: '2-b', areaNos: [7] })
  vi.advanceTimersByTime(10_000)
  expect(seen).toEqual([[3000, null]])
})

test('the same news does not begin again; the next does, in its own cells', () => {
  const { outline } = follow(false)
  outline.show({ id: '2-b', areaNos: [7] })
  vi.advanceTimersByTime(1_000)
  outline.show({ id: '2-b', areaNos: [7] })
  expect(outline.now()?.strength).toBeLessThan(1)
  outline.show({ id: '3-c', areaNos: [8, 9] })
  expect(outline.now()).toEqual({ areaNos: [8, 9], strength: 1 })
})

test('news that is over, or a map that is closed, leaves nothing to come', () => {
  const { seen, outline } = follow(false)
  outline.show({ id: '2-b', areaNos: [7] })
  outline.show(null)
  expect(outline.now()).toBeNull()
  outline.show({ id: '3-c', areaNos: [7] })
  outline.close()
  vi.advanceTimersByTime(10_000)
  expect(seen).toEqual([])
})
