import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '#client/state/look.ts'
import en from './en.json'
import chinese from './zh-CN.json'

/** Both languages, loaded together: they are small, and switching is at once. */
export async function startWords(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: ['zh-CN', 'en'],
    defaultNS: 'words',
    resources: { 'zh-CN': { words: chinese }, en: { words: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return i18next
}
