/** Pages that somebody may want to go on to; anything else leads to Explore. */
const pages: ReadonlySet<string> = new Set([
  '/',
  '/data',
  '/plan',
  '/plan/sandbox',
  '/settings',
  '/account',
  '/people',
  '/displays',
  '/audit',
])
const longest = 2_000

/**
 * Where to go on once signed in: a page of ours with its query, whatever an address asks for. What comes back begins
 * with one slash and one of our pages, so that it can lead nowhere else.
 */
export function wayBack(asked: string | null, origin: string): string {
  if (asked === null || asked.length > longest || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(asked)) return '/'
  if (!URL.canParse(asked, origin)) return '/'
  const url = new URL(asked, origin)
  return url.origin === origin && pages.has(url.pathname) ? url.pathname + url.search : '/'
}

/** The sign-in page's query that leads back to a page afterwards; "" where that is Explore as it opens. */
export function wayTo(pathname: string, search: string): string {
  const here = pathname + search
  return here === '/' ? '' : `next=${encodeURIComponent(here)}`
}
