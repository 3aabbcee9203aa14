import { expect, test } from 'vitest'
import { formatsOf, nameIn } from '#client/i18n/formats.ts'

const zh = formatsOf('zh-CN')
const en = formatsOf('en')

test('dates are day first in English, and say the year only when it is another', () => {
  expect(en.day('2026-11-22', '2026-01-01')).toBe('22 Nov')
  expect(en.day('2026-09-02', '2026-01-01')).toBe('2 Sep')
  expect(en.day('2025-11-22', '2026-01-01')).toBe('22 Nov 2025')
  expect(zh.day('2026-11-22', '2026-01-01')).toBe('11月22日')
  expect(zh.day('2025-11-22', '2026-01-01')).toBe('2025年11月22日')
})

test('a moment is told in the district’s zone, not the reader’s', () => {
  expect(en.moment('2026-11-22T16:42:00.000Z', 'Asia/Shanghai', '2026-01-01')).toBe('23 Nov, 00:42')
  expect(zh.moment('2026-11-22T16:42:00.000Z', 'America/Chicago', '2026-01-01')).toBe('11月22日 10:42')
  expect(en.moment('2026-11-22T16:42:00.000Z', 'Asia/Shanghai', '2014-12-31')).toBe('23 Nov 2026, 00:42')
})

test('numbers are grouped, and rounded only to what is asked', () => {
  expect(en.whole(33229)).toBe('33,229')
  expect(zh.tenth(23.448)).toBe('23.4')
  expect(en.upToTenth(2)).toBe('2')
  expect(en.upToTenth(2.5)).toBe('2.5')
})

test('a place without an English name keeps its own', () => {
  expect(nameIn('en', { name: '后环', nameEn: null })).toBe('后环')
  expect(nameIn('en', { name: '后环', nameEn: 'Houhuan' })).toBe('Houhuan')
  expect(nameIn('zh-CN', { name: null, nameEn: null })).toBeNull()
})
