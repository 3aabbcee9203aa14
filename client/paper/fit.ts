import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** A search for how many rows fit: `fits` do, `over` do not, `tried` are laid out now, at the given tightness. */
export interface Search {
  readonly fits: number
  readonly over: number
  readonly tried: number
  readonly tightness: Tightness
}
/** Row heights to choose from: 0 is roomy. */
export type Tightness = 0 | 1 | 2 | 3
const tighter: Record<Tightness, Tightness> = { 0: 1, 1: 2, 2: 3, 3: 3 }

/** Begins with all rows, roomy. */
export function searchFrom(all: number): Search {
  return { fits: 0, over: all + 1, tried: all, tightness: 0 }
}

/**
 * The next step after `tried` rows did or did not fit. Rows move together (to `tightest`) before any is left out;
 * then the greatest number that fits is halved in upon. Null: it is found. Pure.
 */
export function nextStep(
  { fits, over, tried, tightness }: Search,
  fitted: boolean,
  tightest: Tightness,
): Search | null {
  if (!fitted && tried === over - 1 && tightness < tightest) {
    return { fits, over, tried, tightness: tighter[tightness] }
  }
  const most = fitted ? tried : fits
  const least = fitted ? over : tried
  if (least - most > 1) return { fits: most, over: least, tried: (most + least) >> 1, tightness }
  return most === tried ? null : { fits: most, over: least, tried: most, tightness }
}

/** How many of `all` rows the box can show as `fits` judges, found by laying them out; and how tight they stand. */
export function useFit(
  all: number,
  tightest: Tightness,
  fits: (box: Element) => boolean,
): { box: RefObject<HTMLDivElement | null>; shown: number; tightness: Tightness } {
  const box = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState(() => searchFrom(all))
  const settled = useRef(false)
  useEffect(() => {
    // Letters that arrive late are wider or narrower than those measured.
    void document.fonts.ready.then(() => {
      settled.current = false
      setSearch(searchFrom(all))
    })
  }, [all])
  useLayoutEffect(() => {
    const element = box.current
    if (element === null || settled.current) return
    const next = nextStep(search, fits(element), tightest)
    if (next === null) settled.current = true
    else setSearch(next)
  }, [search, tightest, fits])
  return { box, shown: search.tried, tightness: search.tightness }
}

/** Nothing lies below the box. */
export function rowsFit({ scrollHeight, clientHeight }: Element): boolean {
  return scrollHeight <= clientHeight + 1
}

/** Nothing lies below the box nor beside it, where columns go that find no room. */
export function columnsFit(box: Element): boolean {
  return rowsFit(box) && box.scrollWidth <= box.clientWidth + 1
}
