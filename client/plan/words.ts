import i18next from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatsOf, type Formats } from '#client/i18n/formats.ts'
import type { KeyOf, Say } from '#client/i18n/keys.ts'
import type { Language } from '#client/state/look.ts'
import en from './words/en.json'
import chinese from './words/zh-CN.json'

export type TranslatePlan = Say<KeyOf<typeof en>>

i18next.addResourceBundle('en', 'plan', en)
i18next.addResourceBundle('zh-CN', 'plan', chinese)

/** Words of the plan and its slips; formats and the language now spoken. */
export function usePlanWords(): { t: TranslatePlan; language: Language; format: Formats } {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN'
  return useMemo(() => {
    const speak = i18next.getFixedT(language, 'plan')
    return { t: (key, values = {}) => speak(key, values), language, format: formatsOf(language) }
  }, [language])
}
