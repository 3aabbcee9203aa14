import { columnsType } from '#data/contract/api.ts'
import { Refusal } from './problem.ts'

export type Encoding = 'br' | 'gzip' | 'identity'

/** How columns are wanted: binary unless JSON is asked for first. Throws a not-acceptable Refusal. */
export function columnsForm(accept: string | undefined): 'binary' | 'json' {
  const wanted = weights(accept ?? '*/*')
  const binary = wanted.get(columnsType) ?? 0
  const json = wanted.get('application/json') ?? 0
  if (binary > 0 && binary >= json) return 'binary'
  if (json > 0) return 'json'
  if (Math.max(wanted.get('application/*') ?? 0, wanted.get('*/*') ?? 0) > 0) return 'binary'
  throw new Refusal('not-acceptable', `Ask for ${columnsType} or application/json in the Accept header.`)
}

/** The best encoding that is accepted. */
export function encodingOf(accept: string | undefined): Encoding {
  const wanted = weights(accept ?? '')
  if ((wanted.get('br') ?? 0) > 0) return 'br'
  return (wanted.get('gzip') ?? 0) > 0 ? 'gzip' : 'identity'
}

function weights(header: string): Map<string, number> {
  return new Map(
    header.split(',').map((part) => {
      const [name = '', ...params] = part.split(';').map((piece) => piece.trim().toLowerCase())
      const q = params.find((param) => param.startsWith('q='))
      const weight = q === undefined ? 1 : Number(q.slice(2))
      return [name, Number.isFinite(weight) ? weight : 0]
    }),
  )
}
