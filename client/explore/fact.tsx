import type { MouseEvent, ReactNode } from 'react'
import type { Cell } from '#client/state/cells.ts'
import type { Lit, Look } from '#client/state/look.ts'
import { changeLook, linkWith } from '#client/state/use-look.ts'

interface FactProps {
  look: Look
  /** Words of the translation. */
  children?: ReactNode
}

/** A number of the sentence: it lights what it counts. */
export function Facts({
  look,
  show,
  strong = false,
  children,
}: FactProps & { show: readonly Lit[]; strong?: boolean }) {
  return (
    <Fact look={look} strong={strong} patch={{ show, bins: null, measure: 'recency' }}>
      {children}
    </Fact>
  )
}

/** The place that the sentence names, or a number of it: the place becomes the selection. */
export function Place({
  look,
  cell,
  strong = true,
  children,
}: FactProps & { cell: Cell | null; strong?: boolean }) {
  return (
    <Fact look={look} strong={strong} patch={{ cell: cell?.area?.areaId ?? null, site: null }}>
      {children}
    </Fact>
  )
}

/** A link, because it breaks over lines like the words around it, and can be opened elsewhere. */
export function Fact({
  look,
  strong = false,
  patch,
  children,
}: FactProps & { strong?: boolean; patch: Partial<Look> }) {
  const press = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    changeLook(patch)
  }
  return (
    <a className={strong ? 'fact fact-strong' : 'fact'} href={linkWith(look, patch)} onClick={press}>
      {children}
    </a>
  )
}
