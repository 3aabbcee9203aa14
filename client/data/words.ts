import i18next from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatsOf, type Formats } from '#client/i18n/formats.ts'
import type { KeyOf, Say } from '#client/i18n/keys.ts'
import type { Language } from '#client/state/look.ts'
import en from './words/en.json'
import chinese from './words/zh-CN.json'

export type DataKey = KeyOf<typeof en>
export type TranslateData = Say<DataKey>

/** The page's own words come with it. */
i18next.addResourceBundle('en', 'data', en)
i18next.addResourceBundle('zh-CN', 'data', chinese)

/** Words of the page Data, formats and the language now spoken. */
export function useDataWords(): { t: TranslateData; language: Language; format: Formats } {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN'
  return useMemo(() => ({ t: speaker(language), language, format: formatsOf(language) }), [language])
}

function speaker(language: Language): TranslateData {
  const speak = i18next.getFixedT(language, 'data')
  return (key, values = {}) => speak(key, values)
}

const isIn = <T extends object>(known: T, key: string): key is Extract<keyof T, string> =>
  Object.hasOwn(known, key)

/** What one of our columns is called; one without words of its own is called as in the tables. */
export function columnName(column: string, t: TranslateData): string {
  return isIn(en.column, column) ? t(`column.${column}`) : column
}

/** Why a record is rejected, in a few words. */
export function rejectName(code: string, t: TranslateData): string {
  return isIn(en.reject, code) ? t(`reject.${code}`) : code
}

/** Why a check or an import failed. */
export function failureName(code: string, t: TranslateData): string {
  return isIn(en.importFailure, code) ? t(`importFailure.${code}`) : t('failed')
}

/** What a value of a closed list is called; `kindName` says it for kinds of sites. */
export function valueName(value: string, t: TranslateData): string {
  return isIn(en.value, value) ? t(`value.${value}`) : value
}

const tokens = {
  yyyy: 'year',
  MMM: 'month',
  M: 'month',
  d: 'day',
  HH: 'hour',
  H: 'hour',
  h: 'hour',
  mm: 'minute',
  ss: 'second',
  a: 'half',
} as const

/** A date format in words: "day/month/year". */
export function formatName(format: string, t: TranslateData): string {
  if (isIn(en.dateIs, format)) return t(`dateIs.${format}`)
  return format.replaceAll(/yyyy|MMM|MM|M|dd|d|HH|H|h|mm|ss|a/g, (token) => {
    const short = token === 'MM' ? 'M' : token === 'dd' ? 'd' : token
    return isIn(tokens, short) ? t(`token.${tokens[short]}`) : token
  })
}
