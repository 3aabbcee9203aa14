import type { Map as MapLibre } from 'maplibre-gl'
import type { Emphasis } from './emphasis.ts'
import type { Paint, SitePaint } from './paint.ts'
import { cellOf } from './pick.ts'
import type { Pick } from './view.ts'

/** What feature-state should say, in whole. */
export interface WantedState {
  readonly geometryRevision: string
  readonly registerRevision: string
  readonly paint: Paint | null
  readonly sitePaint: SitePaint | null
  readonly selected: Pick | null
  readonly hovered: Pick | null
  /** Cells outlined because they have just changed, and how strongly, 0 to 1. */
  readonly emphasis?: Emphasis | null
}

interface Target {
  readonly source: string
  readonly sourceLayer: string
}
const cell: Target = { source: 'areas', sourceLayer: 'cell' }
const site: Target = { source: 'sites', sourceLayer: 'site' }

export interface StateWriter {
  /** Returns how many codes it had to write. */
  applyState(wanted: WantedState): number
  /** The code a feature on the map carries now; null without state. */
  codeAt(level: Pick['level'], no: number): number | null
}

/**
 * The one place that writes feature-state: on style.load and on each answer. It writes changed ids only, and
 * everything again when the map has lost what it was told (a lost context, a source made anew). Codes of another
 * revision are never joined: those features lose their state and paint as "no data".
 */
export function stateWriter(map: MapLibre): StateWriter {
  const cells = layerWriter(map, cell)
  const sites = layerWriter(map, site)
  return {
    applyState({ geometryRevision, registerRevision, paint, sitePaint, selected, hovered, emphasis = null }) {
      const codes = paint?.geometryRevision === geometryRevision ? paint.codes : null
      const siteCodes = sitePaint?.registerRevision === registerRevision ? sitePaint.codes : null
      const pointedCell = hovered?.level === 'cell' ? hovered.areaNo : null
      const siteNo = (pick: Pick | null) => (pick?.level === 'site' ? pick.siteNo : null)
      return (
        cells.write(geometryRevision, codes, cellOf(selected), pointedCell, emphasis) +
        sites.write(registerRevision, siteCodes, siteNo(selected), siteNo(hovered), null)
      )
    },
    codeAt: (level, no) => (level === 'cell' ? cells : sites).codeAt(no),
  }
}

function layerWriter(map: MapLibre, target: Target) {
  let revision: string | null = null
  let written: Uint8Array = new Uint8Array(0)
  let selectedNo: number | null = null
  let hoveredNo: number | null = null
  let emphasised: Emphasis | null = null

  const read = (id: number): Record<string, unknown> => map.getFeatureState({ ...target, id })
  const set = (id: number, state: Record<string, unknown>) => map.setFeatureState({ ...target, id }, state)

  const forget = () => {
    map.removeFeatureState(target)
    written = new Uint8Array(0)
    selectedNo = null
    hoveredNo = null
    emphasised = null
  }
  /** The map keeps state through a diffed style, but not through a lost context: ask it. */
  const isLost = () => {
    const witness = written.findIndex((code) => code !== 0)
    if (witness > 0) return read(witness)['v'] !== written[witness]
    const pointed = selectedNo ?? hoveredNo
    return pointed !== null && Object.keys(read(pointed)).length === 0
  }

  const point = (key: 's' | 'h', before: number | null, now: number | null) => {
    if (before === now) return now
    if (before !== null) set(before, { [key]: false })
    if (now !== null) set(now, { [key]: true })
    return now
  }

  const emphasise = (now: Emphasis | null) => {
    if (now === emphasised) return
    for (const id of emphasised?.areaNos ?? []) if (!now?.areaNos.includes(id)) set(id, { e: 0 })
    for (const id of now?.areaNos ?? []) set(id, { e: now?.strength ?? 0 })
    emphasised = now
  }

  return {
    write(
      next: string,
      codes: Uint8Array | null,
      selected: number | null,
      hovered: number | null,
      emphasis: Emphasis | null,
    ): number {
      if (next !== revision || (codes === null && written.length > 0) || isLost()) forget()
      revision = next
      let count = 0
      if (codes !== null && codes !== written) {
        for (let id = 1; id < Math.max(codes.length, written.length); id++) {
          const code = codes[id] ?? 0
          if (code === (written[id] ?? 0)) continue
          set(id, { v: code })
          count++
        }
        written = codes
      }
      selectedNo = point('s', selectedNo, selected)
      hoveredNo = point('h', hoveredNo, hovered)
      emphasise(emphasis)
      return count
    },
    codeAt(no: number): number | null {
      const code = read(no)['v']
      return typeof code === 'number' ? code : null
    },
  }
}
