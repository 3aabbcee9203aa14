import { languages, themes, type Language, type Look, type ThemeName } from './look.ts'

const keys = {
  language: 'mingcha.language',
  theme: 'mingcha.theme',
  paper: 'mingcha.paper',
  singleKeys: 'mingcha.single-keys',
} as const

/** What the reader's browser says and what was chosen here before; the link's own word comes first. */
export interface Habit {
  stored: { language: string | null; theme: string | null }
  browserLanguages: readonly string[]
  prefersLight: boolean
}

/** The language and theme that a look is shown in. */
export function tasteOf(
  look: Pick<Look, 'language' | 'theme'>,
  habit: Habit,
): { language: Language; theme: ThemeName } {
  const [first] = habit.browserLanguages
  const spoken: Language = first === undefined || first.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
  return {
    language: look.language ?? languages.find((one) => one === habit.stored.language) ?? spoken,
    theme:
      look.theme ??
      themes.find((one) => one === habit.stored.theme) ??
      (habit.prefersLight ? 'light' : 'dark'),
  }
}

/** The habit of this browser. Storage that is closed off counts as empty. */
export function readHabit(): Habit {
  return {
    stored: { language: storedHabit('language'), theme: storedHabit('theme') },
    browserLanguages: navigator.languages,
    prefersLight: window.matchMedia('(prefers-color-scheme: light)').matches,
  }
}

/** A choice kept here before; null: none, or storage is closed off. */
export function storedHabit(key: keyof typeof keys): string | null {
  try {
    return window.localStorage.getItem(keys[key])
  } catch {
    return null
  }
}

/** Keeps a choice for the next visit, where the browser lets it. */
export function keepHabit(key: keyof typeof keys, value: string): void {
  try {
    window.localStorage.setItem(keys[key], value)
  } catch {
    // Storage closed off: the link still carries the choice.
  }
}
