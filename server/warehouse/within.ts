import type { Reader } from './reader.ts'
import within from './within.sql?raw'

/**
 * A statement that sees only the sites of the area `$scope`, their visits and issues: the tables' names mean that part
 * of them, so that no question needs to know of scopes and none can forget. Areas, teams and units stay whole.
 */
export function limited(sql: string): string {
  const begin = /^((?:--.*\n)+)(WITH|SELECT)\s/.exec(sql)
  if (begin === null) throw new TypeError('a statement begins with its sentence, then WITH or SELECT')
  const [head, sentence = '', word] = begin
  const rest = sql.slice(head.length)
  const tables = within.slice(within.indexOf('WITH')).trimEnd()
  return `${sentence}${tables}${word === 'WITH' ? ', ' : ' SELECT '}${rest}`
}

/** A reader all of whose statements are limited to an area; null: it sees everything. */
export function readerWithin(reader: Reader, scope: string | null): Reader {
  if (scope === null) return reader
  return {
    columns: (sql, params) => reader.columns(limited(sql), { ...params, scope }),
    rows: (sql, params) => reader.rows(limited(sql), { ...params, scope }),
  }
}
