import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useSites, useSitesCoverage } from '#client/api/use-answers.ts'
import { siteQuestion } from '#client/api/use-site.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { classifySites } from '#client/map/classify.ts'
import { CoverageMap } from '#client/map/map.tsx'
import type { OpenMap } from '#client/map/open-map.ts'
import type { MapProblem, MapView, Padding, Pick } from '#client/map/view.ts'
import { cameraLeaves, cameraStands } from '#client/state/camera.ts'
import { useHover } from '#client/state/hover.ts'
import { useNews } from '#client/state/news.ts'
import { changeLook } from '#client/state/use-look.ts'
import { fewKinds } from './few-kinds.ts'
import { isFiltered } from './filter-words.ts'
import { paintOf } from './paint-of.ts'
import { showColumns, useColumns } from './use-columns.ts'
import type { Scene } from './scene.ts'

const roomy: Padding = { top: 124, right: 20, bottom: 34, left: 20 }
/** Each line that says what one looks through: a filter, what was known by a day. */
const notePx = 32
const tight: Padding = { top: 12, right: 12, bottom: 28, left: 12 }

/** The room that the sentence takes grows with it on very large screens. */
function paddingOf(narrow: boolean, notes: number): Padding {
  if (narrow) return tight
  const scale = Number(getComputedStyle(document.documentElement).getPropertyValue('--ui')) || 1
  const { top, right, bottom, left } = roomy
  return {
    top: (top + notes * notePx) * scale,
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
  const { look, district, coverage, areas, lit, selected, theme, stepped } = scene
  const { settings } = district
  const hoveredNo = useHover((hover) => (hover.at === null ? hover.areaNo : null))
  const { measure, rate, show, bins } = look
  const paint = useMemo(
    () => paintOf({ coverage, look: { measure, rate, show, bins }, settings, lit }),
    [coverage, measure, rate, show, bins, settings, lit],
  )

  const [near, setNear] = useState(false)
  /** Sites are asked for the look's own day, and only while they are seen: while time moves they are not drawn. */
  const standings = useSitesCoverage(look, near)
  const sitePaint = useMemo(
    () => (near && !stepped && standings.data ? classifySites(standings.data, settings.bandBreaks) : null),
    [near, stepped, standings.data, settings],
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

  useEffect(() => cameraLeaves, [])
  const notes = Number(isFiltered(look)) + Number(look.knownAt !== null)
  const padding = useMemo(() => paddingOf(narrow, notes), [narrow, notes])
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

/** Tests and pictures wait for this, and whoever wants to move the map. */
function ready(open: OpenMap): void {
  document.documentElement.dataset['map'] = 'ready'
  cameraStands(open)
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
