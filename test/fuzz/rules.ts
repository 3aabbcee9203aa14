import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { curlOf, type Asked } from './request.ts'
import type { Documented } from './document.ts'

/** An answer with its whole body. */
export interface Answered {
  status: number
  header: (name: string) => string | null
  text: string
}

export function answered(status: number, header: Answered['header'], bytes: Uint8Array): Answered {
  const coding = header('content-encoding')
  const plain =
    bytes.length === 0
      ? bytes
      : coding === 'br'
        ? brotliDecompressSync(bytes)
        : coding === 'gzip'
          ? gunzipSync(bytes)
          : bytes
  return { status, header, text: new TextDecoder().decode(plain) }
}

/** Sends a request as somebody. */
export type Send = (asked: Asked, cookie: string | null) => Promise<Answered>

/** What nobody may read in an answer: a stack, a statement, a message of the engine, a place on the disk. */
export const inside =
  /\bat .+:\d+:\d+|node_modules|\b(SELECT|INSERT INTO|DELETE FROM|UPDATE) .*\b(FROM|VALUES|SET|WHERE)\b|\b(Binder|Parser|Catalog|Conversion|Invalid Input|INTERNAL|IO) Error|\bE(NOENT|ACCES|ISDIR|NOTDIR|EXIST|INVAL)\b|ZodError|Cannot read propert|is not a function|\/tmp\/mingcha|\/server\/\w+/

/** Longer than this an answer does not take; nothing is timed but what would never come. */
export const hangingMs = 10_000

/** Throws, with the request as a command line, where the answer breaks a rule. Answers the answer. */
export async function ruled(
  send: Send,
  base: string,
  documented: Documented,
  asked: Asked,
  cookie: string | null,
): Promise<Answered> {
  const shown: Asked = cookie === null ? asked : { ...asked, headers: [...asked.headers, ['cookie', cookie]] }
  const broken = (rule: string) => new Error(`${rule}\n${curlOf(base, shown)}`)
  const answer = await inTime(send(asked, cookie)).catch((error: unknown) => {
    throw broken(String(error))
  })
  const { status, header, text } = answer
  const type = header('content-type')
  if (status >= 500 && !(status === 503 && header('retry-after') !== null))
    throw broken(`answered ${status}: ${text.slice(0, 300)}`)
  if (inside.test(text)) throw broken(`shows its inside: ${inside.exec(text)?.[0]} in ${text.slice(0, 300)}`)
  if (!isOn(documented.path, asked.target)) {
    // A body that is too large is refused before it is known for what.
    if (![200, 204, 400, 401, 403, 404, 405, 413].includes(status))
      throw broken(`answered ${status} off the route`)
    return answer
  }
  const isUnchanged = status === 304 && asked.headers.some(([name]) => name === 'if-none-match')
  const wrong = isUnchanged ? null : documented.wrong({ status, type, text })
  if (wrong !== null) throw broken(wrong)
  return answer
}

/** Whether a path, as a server reads it, is still one of the route: dots and slashes may have made another of it. */
function isOn(pattern: string, target: string): boolean {
  const { pathname } = new URL(target, 'http://localhost')
  const route = pattern.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${route}$`).test(pathname)
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${hangingMs / 1000} s`)), hangingMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
