import type { Language, ThemeName } from './look.ts'
import { keepHabit } from './taste.ts'
import { changeLook } from './use-look.ts'

/** Reads on in the other language, now and at the next visit. */
export function changeLanguage(language: Language): void {
  const other = language === 'en' ? 'zh-CN' : 'en'
  keepHabit('language', other)
  changeLook({ language: other }, true)
}

/** Goes from dark to light or back, now and at the next visit. */
export function changeTheme(theme: ThemeName): void {
  const other = theme === 'dark' ? 'light' : 'dark'
  keepHabit('theme', other)
  changeLook({ theme: other }, true)
}
