import i18next from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatsOf, type Formats } from '#client/i18n/formats.ts'
import type { KeyOf, Say } from '#client/i18n/keys.ts'
import type { Language } from '#client/state/look.ts'
import en from './words/en.json'
import chinese from './words/zh-CN.json'

export type TranslateSandbox = Say<KeyOf<typeof en>>

i18next.addResourceBundle('en', 'sandbox', en)
i18next.addResourceBundle('zh-CN', 'sandbox', chinese)

/** Words of the sandbox; formats and the language now spoken. */
export function useSandboxWords(): { t: TranslateSandbox; language: Language; format: Formats } {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN'
  return useMemo(() => {
    const speak = i18next.getFixedT(language, 'sandbox')
    return { t: (key, values = {}) => speak(key, values), language, format: formatsOf(language) }
  }, [language])
}
