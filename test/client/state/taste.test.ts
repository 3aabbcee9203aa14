import { expect, test } from 'vitest'
import { tasteOf, type Habit } from '#client/state/taste.ts'

const habit: Habit = {
  stored: { language: null, theme: null },
  browserLanguages: ['en-US'],
  prefersLight: true,
}

test('the link comes first, then what was chosen here, then the browser', () => {
  expect(tasteOf({ language: null, theme: null }, habit)).toEqual({ language: 'en', theme: 'light' })
  const chosen = { ...habit, stored: { language: 'zh-CN', theme: 'dark' } }
  expect(tasteOf({ language: null, theme: null }, chosen)).toEqual({ language: 'zh-CN', theme: 'dark' })
  expect(tasteOf({ language: 'en', theme: 'light' }, chosen)).toEqual({ language: 'en', theme: 'light' })
})

test('what is stored wrongly counts for nothing, and an unknown browser is Chinese', () => {
  const odd = { stored: { language: 'xx', theme: '' }, browserLanguages: [], prefersLight: false }
  expect(tasteOf({ language: null, theme: null }, odd)).toEqual({ language: 'zh-CN', theme: 'dark' })
})
