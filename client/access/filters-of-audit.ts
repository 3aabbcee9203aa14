import { navigate } from 'wouter/use-browser-location'
import type { AuditKind } from '#data/contract/audit.ts'

const names = ['kind', 'account', 'what', 'from', 'to', 'refused'] as const
export type FilterName = (typeof names)[number]
export type Filters = Readonly<Partial<Record<FilterName, string>>>

/** In the order they are offered. */
export const auditKinds = [
  'sign-in',
  'sign-out',
  'change',
  'read',
  'refusal',
  'system',
] as const satisfies readonly AuditKind[]

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

const isRight: Record<FilterName, (text: string) => boolean> = {
  kind: (text) => auditKinds.some((kind) => kind === text),
  account: (text) => text.length <= 64,
  what: (text) => text.length <= 200,
  from: isDay,
  to: isDay,
  refused: (text) => text === 'yes',
}

/** The filters an address says; what it says wrongly is left out, so that an old link still opens. */
export function readFilters(search: string): Filters {
  const query = new URLSearchParams(search)
  const filters: Partial<Record<FilterName, string>> = {}
  for (const name of names) {
    const value = query.get(name)?.trim() ?? ''
    if (value !== '' && isRight[name](value)) filters[name] = value
  }
  return filters
}

/** The server's query for filters, in a fixed order. */
export function filterQuery(filters: Filters): string {
  const query = new URLSearchParams()
  for (const name of names) {
    const value = filters[name]
    if (value !== undefined && value !== '') query.set(name, value)
  }
  return query.toString()
}

/** Puts filters into the address, beside the reader's taste. Null takes one away. */
export function changeFilters(patch: Readonly<Partial<Record<FilterName, string | null>>>): void {
  const query = new URLSearchParams(window.location.search)
  for (const name of names) {
    const value = patch[name]
    if (value === undefined) continue
    if (value === null || value === '') query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  navigate(text === '' ? window.location.pathname : `${window.location.pathname}?${text}`, { replace: true })
}
