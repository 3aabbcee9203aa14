import { expect, test } from 'vitest'
import { numeralOf } from '#server/search/numeral.ts'

test.each([
  ['三', 3],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['九十九', 99],
  ['一百', 100],
  ['一百零三', 103],
  ['一百一十', 110],
  ['九百九十九', 999],
  ['二〇二六', 2026],
  ['〇', 0],
])('%s is %d', (written, value) => {
  expect(numeralOf(written)).toBe(value)
})

test.each(['', '网', '十十', '百', '三网', '3'])('%j is none', (written) => {
  expect(numeralOf(written)).toBeNull()
})
