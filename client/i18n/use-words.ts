import { useTranslation } from 'react-i18next'
import type { Language } from '#client/state/look.ts'
import { formatsOf, type Formats } from './formats.ts'

export type Translate = ReturnType<typeof useTranslation>['t']

/** Words, formats and the language now spoken. */
export function useWords(): {
  t: Translate
  language: Language
  format: Formats
} {
  const { t, i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN'
  return { t, language, format: formatsOf(language) }
}
