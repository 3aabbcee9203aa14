import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { rejectCodes } from '#server/ingest/reject.ts'
import { columnsOf, importedTables } from '#data/contract/tables.ts'
import { problemCodes } from '#data/contract/problem.ts'
import english from '#client/i18n/en.json'
import chinese from '#client/i18n/zh-CN.json'
import accessEnglish from '#client/access/words/en.json'
import accessChinese from '#client/access/words/zh-CN.json'
import sandboxEnglish from '#client/plan/sandbox/words/en.json'
import sandboxChinese from '#client/plan/sandbox/words/zh-CN.json'
import planEnglish from '#client/plan/words/en.json'
import planChinese from '#client/plan/words/zh-CN.json'
import dataEnglish from '#client/data/words/en.json'
import dataChinese from '#client/data/words/zh-CN.json'

const client = fileURLToPath(new URL('../../../client/', import.meta.url))

function leaves(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const here = path === '' ? key : `${path}.${key}`
    return typeof value === 'object' && value !== null ? leaves(value, here) : [[here, String(value)]]
  })
}
const base = (key: string) => key.replace(/_(one|other)$/, '')
const inEnglish = [
  ...leaves(english),
  ...leaves(dataEnglish, 'data'),
  ...leaves(accessEnglish, 'access'),
  ...leaves(planEnglish, 'plan'),
  ...leaves(sandboxEnglish, 'sandbox'),
]
const inChinese = [
  ...leaves(chinese),
  ...leaves(dataChinese, 'data'),
  ...leaves(accessChinese, 'access'),
  ...leaves(planChinese, 'plan'),
  ...leaves(sandboxChinese, 'sandbox'),
]

test('both languages have the same words', () => {
  const keys = (words: [string, string][]) => [...new Set(words.map(([key]) => base(key)))].toSorted()
  expect(keys(inEnglish)).toEqual(keys(inChinese))
})

test('no word is empty, and every English plural has both forms', () => {
  for (const [key, text] of [...inEnglish, ...inChinese]) expect(text, key).not.toBe('')
  const keys = new Set(inEnglish.map(([key]) => key))
  for (const key of keys) {
    if (key.endsWith('_other')) expect(keys.has(key.replace(/_other$/, '_one')), key).toBe(true)
  }
})

test('both languages fill in the same numbers and names, and mark the same facts', () => {
  const marks = (text: string) => [...new Set(text.match(/\{\{\w+\}\}|<\w>/g))].toSorted()
  const byKey = new Map(inChinese.map(([key, text]) => [base(key), marks(text)]))
  for (const [key, text] of inEnglish) {
    if (key.endsWith('_one')) continue
    expect(marks(text), key).toEqual(byKey.get(base(key)))
  }
})

test('every way an answer may fail has its sentence', () => {
  for (const code of problemCodes) {
    expect(Object.keys(english.problem)).toContain(code)
    expect(Object.keys(accessEnglish.refused)).toContain(code)
  }
})

test('every way a record or a file may be refused has its words', () => {
  for (const code of rejectCodes) expect(Object.keys(dataEnglish.reject)).toContain(code)
  for (const table of importedTables)
    for (const [column, { values = [] }] of columnsOf(table)) {
      expect(Object.keys(dataEnglish.column)).toContain(column)
      if (column !== 'kind')
        for (const value of values) expect(Object.keys(dataEnglish.value)).toContain(value)
    }
})

test('Chinese is set with full-width punctuation and a space between Hanzi and figures', () => {
  for (const [key, text] of inChinese) {
    if (['bar.language', 'bar.languageShort'].includes(key)) continue
    expect(text, key).not.toMatch(/[一-龥][,;:!?]|[一-龥]\.(\s|$)/)
    expect(text, key).not.toMatch(/[一-龥]\d(?!\d*月|\d*日)|\d[一-龥]/)
  }
})

test('nobody is told anything with an exclamation mark', () => {
  for (const [key, text] of [...inEnglish, ...inChinese]) expect(text, key).not.toMatch(/[!！]/)
})

const files = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.tsx'),
)
const spoken = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'aria-valuetext'])

test.each(files)('%s says nothing in a language of its own', (file) => {
  const found: string[] = []
  const look = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(look)
    if (typeof node !== 'object' || node === null) return
    if ('type' in node && node.type === 'JSXText' && 'value' in node && /\p{L}/u.test(String(node.value))) {
      found.push(String(node.value).trim())
    }
    if ('type' in node && node.type === 'JSXAttribute') found.push(...said(node))
    Object.values(node).forEach(look)
  }
  look(parseAst(readFileSync(client + file, 'utf8'), { lang: 'tsx' }))
  expect(found).toEqual([])
})

function said(attribute: object): string[] {
  const text = JSON.stringify(attribute)
  const name = /"name":\{[^{}]*"name":"([\w-]+)"/.exec(text)?.[1] ?? ''
  const value = /"value":\{"type":"Literal"[^{}]*"value":"([^"]*)"/.exec(text)?.[1] ?? ''
  return spoken.has(name) && /\p{L}/u.test(value) ? [value] : []
}
