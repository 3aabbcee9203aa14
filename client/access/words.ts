import i18next from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatsOf, type Formats } from '#client/i18n/formats.ts'
import type { KeyOf, Say } from '#client/i18n/keys.ts'
import type { Language } from '#client/state/look.ts'
import { actKey } from './acts.ts'
import en from './words/en.json'
import chinese from './words/zh-CN.json'

export type AccessKey = KeyOf<typeof en>
export type TranslateAccess = Say<AccessKey>

/** Words that only these pages need come with them. */
i18next.addResourceBundle('en', 'access', en)
i18next.addResourceBundle('zh-CN', 'access', chinese)

/** Words of signing in, people, displays and the audit; formats and the language now spoken. */
export function useAccessWords(): { t: TranslateAccess; language: Language; format: Formats } {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN'
  return useMemo(() => ({ t: speaker(language), language, format: formatsOf(language) }), [language])
}

function speaker(language: Language): TranslateAccess {
  const speak = i18next.getFixedT(language, 'access')
  return (key, values = {}) => speak(key, values)
}

const isIn = <T extends object>(known: T, key: string): key is Extract<keyof T, string> =>
  Object.hasOwn(known, key)

/** What an audit entry says was done, in words; a route without words of its own as it is. */
export function actName(what: string, t: TranslateAccess): string {
  const key = actKey(what)
  return isIn(en.act, key) ? t(`act.${key}`) : what
}

/** Why something was refused, in words; a code without words of its own as it is. */
export function codeName(code: string, t: TranslateAccess): string {
  return isIn(en.refused, code) ? t(`refused.${code}`) : code
}
