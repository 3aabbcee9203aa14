import type { ReactNode } from 'react'
import type { Cell } from '#client/state/cells.ts'
import type { Lit } from '#client/state/look.ts'
import { changeLook } from '#client/state/use-look.ts'

/** A number of the sentence; it lights what it counts. The words come from the translation. */
export function Facts({
  show,
  strong = false,
  children,
}: {
  show: readonly Lit[]
  strong?: boolean
  children?: ReactNode
}) {
  const press = () => changeLook({ show, measure: 'recency' })
  return (
    <button type="button" className={strong ? 'fact fact-strong' : 'fact'} onClick={press}>
      {children}
    </button>
  )
}

/** The place that the sentence names; it becomes the selection. */
export function Place({ cell, children }: { cell: Cell | null; children?: ReactNode }) {
  const id = cell?.area?.areaId ?? null
  return (
    <button type="button" className="fact fact-strong" onClick={() => changeLook({ cell: id, site: null })}>
      {children}
    </button>
  )
}
