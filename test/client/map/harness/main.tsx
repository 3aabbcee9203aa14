import '@fontsource-variable/inter'
import '@fontsource-variable/noto-sans-sc'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { CoverageMap } from '#client/map/map.tsx'
import type { OpenMap } from '#client/map/open-map.ts'
import type { MapProblem, MapView, Pick } from '#client/map/view.ts'
import '#client/theme/tokens.css'

/** What a test may do with the page, and what the map told it. */
export interface Harness {
  /** `change`: part of a MapView as JSON. */
  show(change: string): void
  readonly selected: (Pick | null)[]
  readonly hovered: (Pick | null)[]
  readonly problems: (MapProblem | null)[]
  readonly ready: boolean
  readonly open: OpenMap | null
}

declare global {
  interface Window {
    harness?: Harness
  }
}

const told = { selected: [], hovered: [], problems: [], ready: false, open: null } as {
  selected: (Pick | null)[]
  hovered: (Pick | null)[]
  problems: (MapProblem | null)[]
  ready: boolean
  open: OpenMap | null
}

function Page({ first }: { first: MapView }) {
  const [view, setView] = useState(first)
  useEffect(() => {
    document.documentElement.dataset['theme'] = view.theme
    document.documentElement.lang = view.language
    window.harness = Object.assign(told, {
      show: (change: string) => setView((before) => revive({ ...before, ...JSON.parse(change) })),
    })
  }, [view])
  return (
    <CoverageMap
      {...view}
      onSelect={(pick) => {
        told.selected.push(pick)
        setView((before) => ({ ...before, selected: pick }))
      }}
      onHover={(pick) => {
        told.hovered.push(pick)
        setView((before) => ({ ...before, hovered: pick }))
      }}
      onNear={() => undefined}
      onColumns={(on) =>
        setView((before) => ({ ...before, columns: before.columns ? { ...before.columns, on } : null }))
      }
      onReady={(open) => {
        told.ready = true
        told.open = open
      }}
      onProblem={(problem) => told.problems.push(problem)}
    />
  )
}

const root = document.querySelector('#root')
const first = await fetch('/view.json').then((answer) => answer.json())
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Page first={revive(first)} />
    </StrictMode>,
  )

/** JSON knows no typed arrays. */
function revive(view: MapView): MapView {
  const { paint, sitePaint, columns } = view
  return {
    ...view,
    columns: columns
      ? { ...columns, counts: { ...columns.counts, found: Int32Array.from(columns.counts.found) } }
      : null,
    paint: paint && { ...paint, codes: Uint8Array.from(paint.codes), days: Int32Array.from(paint.days) },
    sitePaint: sitePaint && { ...sitePaint, codes: Uint8Array.from(sitePaint.codes) },
  }
}
