import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useSites, useSitesCoverage } from '#client/api/use-answers.ts'
import { siteQuestion } from '#client/api/use-site.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { classify, classifySites, dim } from '#client/map/classify.ts'
import { CoverageMap } from '#client/map/map.tsx'
import type { MapProblem, MapView, Padding, Pick } from '#client/map/view.ts'
import { useHover } from '#client/state/hover.ts'
import { useNews } from '#client/state/news.ts'
import { paperStands } from '#client/state/printing.ts'
import { changeLook } from '#client/state/use-look.ts'
import type { Look } from '#client/state/look.ts'
import type { DistrictAnswer } from '#data/contract/api.ts'
import { isFiltered } from './filter-words.ts'
import { showColumns, useColumns } from './use-columns.ts'
import type { Scene } from './scene.ts'

const roomy: Padding = { top: 124, right: 20, bottom: 34, left: 20 }
/** The line that says which filter one looks through. */
const filterNotePx = 32
const tight: Padding = { top: 12, right: 12, bottom: 28, left: 12 }

/** The room that the sentence takes grows with it on very large screens. */
function paddingOf(narrow: boolean, filtered: boolean): Padding {
  if (narrow) return tight
  const scale = Number(getComputedStyle(document.documentElement).getPropertyValue('--ui')) || 1
  const { top, right, bottom, left } = roomy
  return {
    top: (top + (filtered ? filterNotePx : 0)) * scale,
    right: right * scale,
    bottom: bottom * scale,
    left: left * scale,
  }
}

interface Props {
  scene: Scene
  narrow: boolean
  onProblem: (problem: MapProblem | null) => void
}

/** The scene as the map takes it; a click on the map becomes a new look. */
export function SceneMap({ scene, narrow, onProblem }: Props) {
  const { language } = useWords()
  const { look, district, coverage, areas, lit, selected, theme } = scene
  const { settings } = district
  const hoveredNo = useHover((hover) => (hover.at === null ? hover.areaNo : null))
  const paint = useMemo(() => {
    const whole = classify(coverage, { measure: look.measure, settings, raw: look.rate === 'raw' })
    if (look.show === null && look.bins === null) return whole
    const numbers = new Set(lit.map((cell) => cell.areaNo))
    return dim(whole, (areaNo) => numbers.has(areaNo))
  }, [coverage, look.measure, look.rate, look.show, look.bins, settings, lit])

  const [near, setNear] = useState(false)
  const standings = useSitesCoverage(look, near)
  const sitePaint = useMemo(
    () => (near && standings.data ? classifySites(standings.data, settings.bandBreaks) : null),
    [near, standings.data, settings],
  )
  const columns = useColumns(scene, narrow)
  const emphasis = useEmphasis()
  const siteKinds = useMemo(() => fewKinds(look.kinds, district.kinds), [look.kinds, district.kinds])
  const sites = useSites(look.cell, look.site !== null)
  const siteNo = sites.data?.sites.find((site) => site.siteId === look.site)?.siteNo
  const picked = useMemo(
    (): Pick | null => (selected === null ? null : { level: 'cell', areaNo: selected.areaNo }),
    [selected],
  )
  const hovered = useMemo((): Pick | null => {
    if (hoveredNo !== null) return { level: 'cell', areaNo: hoveredNo }
    return siteNo === undefined ? null : { level: 'site', siteNo }
  }, [hoveredNo, siteNo])

  const filtered = isFiltered(look)
  const padding = useMemo(() => paddingOf(narrow, filtered), [narrow, filtered])
  const select = useSelect(scene)
  const hover = useCallback((pick: Pick | null, at: { x: number; y: number } | null) => {
    useHover.setState({
      areaNo: pick?.level === 'cell' ? pick.areaNo : null,
      siteNo: pick?.level === 'site' ? pick.siteNo : null,
      at,
    })
  }, [])
  return (
    <CoverageMap
      theme={theme}
      language={language}
      basemap={district.basemap}
      geometryRevision={areas.geometryRevision}
      registerRevision={district.registerRevision}
      bounds={district.bounds}
      padding={padding}
      areas={areas.areas}
      paint={paint}
      sitePaint={sitePaint}
      siteKinds={siteKinds}
      columns={columns}
      emphasis={emphasis}
      selected={picked}
      hovered={hovered}
      onSelect={select}
      onHover={hover}
      onNear={setNear}
      onColumns={showColumns}
      onReady={ready}
      onProblem={onProblem}
    />
  )
}

/** Cells that have just changed. */
function useEmphasis(): NonNullable<MapView['emphasis']> | null {
  const news = useNews((state) => state.news)
  return useMemo(() => (news === null ? null : { id: news.revision, areaNos: news.pointed }), [news])
}

/** More symbols than this are noise where the whole district is seen. */
const mostSymbols = 250

/** The kinds that the filter asks for, when their sites are few enough to be seen from afar. */
function fewKinds(asked: Look['kinds'], counts: DistrictAnswer['kinds']): Look['kinds'] {
  if (asked === null) return null
  const sites = asked.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0)
  return sites <= mostSymbols ? asked : null
}

/** Tests, pictures and paper wait for this. */
function ready(): void {
  document.documentElement.dataset['map'] = 'ready'
  paperStands()
}

function useSelect({ cells, district }: Scene): (pick: Pick | null) => void {
  const client = useQueryClient()
  return useCallback(
    (pick) => {
      if (pick === null) return changeLook({ cell: null, site: null })
      if (pick.level === 'cell') {
        const cell = cells.find(({ areaNo }) => areaNo === pick.areaNo)
        return changeLook({ cell: cell?.area?.areaId ?? null, site: null })
      }
      void client.fetchQuery(siteQuestion(district.registerRevision, pick.siteNo)).then((site) => {
        if (site !== null) changeLook({ cell: site.areaId, site: site.siteId })
      })
    },
    [cells, client, district.registerRevision],
  )
}
