import { expect, test } from 'vitest'
import { burdenOf } from '#server/coverage/burden.ts'

test('every site is counted once: by its days up to the cap, above it together', () => {
  expect(burdenOf([0, 1, 1, 4, 5, 9], 4)).toEqual([1, 2, 0, 0, 1, 2])
  expect(burdenOf([], 1)).toEqual([0, 0, 0])
})
