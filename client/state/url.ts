import { kinds, modes, type Kind, type Mode } from '#data/contract/tables.ts'
import { isDay } from './days.ts'
import { binCount } from './histogram.ts'
import {
  columnForms,
  languages,
  layouts,
  measures,
  plainLook,
  rankOrders,
  rates,
  lits,
  themes,
  type Bins,
  type Look,
} from './look.ts'

/** What a link says. Anything it says wrongly is left out, so that an old or mistyped link still opens. */
export function readLook(search: string): Look {
  const query = new URLSearchParams(search)
  const window = query.get('window') ?? ''
  return {
    asOf: dayOf(query.get('asOf')),
    knownAt: dayOf(query.get('knownAt')),
    windowDays: /^\d{1,4}$/.test(window) ? clampWindow(Number(window)) : plainLook.windowDays,
    measure: oneOf(measures, query.get('measure')) ?? plainLook.measure,
    rate: oneOf(rates, query.get('rate')) ?? plainLook.rate,
    kinds: listOf<Kind>(kinds, query.get('kinds')),
    sectors: texts(query.get('sectors')),
    modes: listOf<Mode>(modes, query.get('modes')),
    severities: listOf(['1', '2', '3', '4'], query.get('severities'))?.map(Number) ?? null,
    show: listOf(lits, query.get('show')),
    bins: binsOf(query.get('bins')),
    order: oneOf(rankOrders, query.get('order')) ?? plainLook.order,
    cell: query.get('cell') || null,
    site: query.get('site') || null,
    layout: oneOf(layouts, query.get('layout')) ?? plainLook.layout,
    columns: oneOf(columnForms, query.get('columns')) ?? plainLook.columns,
    language: oneOf(languages, query.get('lang')),
    theme: oneOf(themes, query.get('theme')),
  }
}

/** The link of a look: "" or "?…", with defaults left out and in a fixed order, so that equal looks have equal links. */
export function writeLook(look: Look): string {
  const query = new URLSearchParams()
  const say = (name: string, value: string | number | null, silent: string | number | null = null) => {
    if (value !== null && value !== silent && value !== '') query.set(name, String(value))
  }
  for (const [name, value] of viewParameters(look)) query.set(name, value)
  say('measure', look.measure, plainLook.measure)
  say('rate', look.rate, plainLook.rate)
  say('show', joined(look.show))
  say('bins', look.bins?.join('-') ?? null)
  say('order', look.order, plainLook.order)
  say('cell', look.cell)
  say('site', look.site)
  say('layout', look.layout, plainLook.layout)
  say('columns', look.columns, plainLook.columns)
  say('lang', look.language)
  say('theme', look.theme)
  const text = query.toString().replaceAll('%2C', ',')
  return text === '' ? '' : `?${text}`
}

/** The part of a look that the server's questions take, under their names; defaults are left out. */
export function viewParameters(look: Look): URLSearchParams {
  const query = new URLSearchParams()
  const parts: [string, string | null][] = [
    ['asOf', look.asOf],
    ['knownAt', look.knownAt],
    ['window', look.windowDays === plainLook.windowDays ? null : String(look.windowDays)],
    ['kinds', joined(look.kinds)],
    ['sectors', joined(look.sectors)],
    ['modes', joined(look.modes)],
    ['severities', joined(look.severities)],
  ]
  for (const [name, value] of parts) if (value !== null) query.set(name, value)
  return query
}

const joined = (values: readonly (string | number)[] | null) =>
  values === null || values.length === 0 ? null : values.join(',')

const clampWindow = (days: number) => Math.min(3650, Math.max(1, days))

/** "12-29": both from 0 to 29, the first not above the last. */
function binsOf(text: string | null): Bins | null {
  const [, first, last] = /^(\d{1,2})-(\d{1,2})$/.exec(text ?? '') ?? []
  if (first === undefined || last === undefined) return null
  const bins: Bins = [Number(first), Number(last)]
  return bins[0] <= bins[1] && bins[1] < binCount ? bins : null
}

const dayOf = (text: string | null) => (text !== null && isDay(text) ? text : null)

function oneOf<T extends string>(values: readonly T[], text: string | null): T | null {
  return values.find((value) => value === text) ?? null
}

/** In the order of `values`, each once; null when nothing known is named. */
function listOf<T extends string>(values: readonly T[], text: string | null): T[] | null {
  const named = new Set(text?.split(','))
  const found = values.filter((value) => named.has(value))
  return found.length === 0 ? null : found
}

function texts(text: string | null): string[] | null {
  const found = [...new Set(text?.split(',').filter((part) => part !== '' && part.length <= 80))].sort()
  return found.length === 0 ? null : found.slice(0, 50)
}
