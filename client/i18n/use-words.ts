import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#client/state/look.ts'
import type en from './en.json'
import { formatsOf, type Formats } from './formats.ts'
import type { KeyOf, Say } from './keys.ts'

export type WordKey = KeyOf<typeof en>
export type Translate = Say<WordKey>

/** Words, formats and the language now spoken. */
export function useWords(): {
  t: Translate
  language: Language
  format: Formats
} {
  const { t, i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN'
  const say = useCallback<Translate>((key, values = {}) => t(key, values), [t])
  return { t: say, language, format: formatsOf(language) }
}
