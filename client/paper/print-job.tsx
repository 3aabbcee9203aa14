import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useSites, useSitesCoverage } from '#client/api/use-answers.ts'
import type { StillSize } from '#client/map/still.ts'
import type { Scene } from '#client/explore/scene.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { classifySites } from '#client/map/classify.ts'
import type { PaperName } from '#client/state/paper.ts'
import { endPrint, openPrintDialog, usePrinting } from '#client/state/printing.ts'
import { CardSheet } from './card-sheet.tsx'
import { Overview } from './overview.tsx'
import './paper.css'
import { type Place } from './map-figure.tsx'
import { paperKinds } from './paper-size.ts'
import { districtView, nearbyView, type PaperSites } from './paper-view.ts'
import { Progress } from './progress.tsx'
import { useStill, type PaperMap } from './use-still.ts'

/**
 * What is being printed, if anything is: its pages out of sight, and a word about it over the screen. While time
 * moves pages wait for the day's own answer.
 */
export function PrintJob({ scene, moves }: { scene: Scene; moves: boolean }) {
  const printing = usePrinting()
  if (printing.at === 'screen') return null
  if (printing.at === 'unasked') return <UnaskedPages scene={scene} paper={printing.paper} />
  if (moves) return null
  return <PreparedPages scene={scene} paper={printing.paper} waiting={printing.at === 'laying-out'} />
}

interface PagesProps {
  scene: Scene
  paper: PaperName
}

/** The browser prints without having been asked through the page: what can be laid out at once, without maps. */
function UnaskedPages({ scene, paper }: PagesProps) {
  const map: PaperMap = { is: 'absent', why: 'unasked' }
  return <Pages scene={scene} paper={paper} map={map} inset={map} onPlace={ignore} onInsetPlace={ignore} />
}

/** Pages whose maps are drawn first; when all stands, the dialog opens. */
function PreparedPages({ scene: latest, paper, waiting }: PagesProps & { waiting: boolean }) {
  const { language } = useWords()
  const [scene] = useState(latest)
  const [hurried, setHurried] = useState(false)
  const sites = usePaperSites(scene)
  const [place, setPlace] = useState<Place | null>(null)
  const [insetPlace, setInsetPlace] = useState<Place | null>(null)
  const districtMap = useMemo(
    () => (sites === null ? null : districtView(scene, language, sites)),
    [scene, language, sites],
  )
  const nearbyMap = useMemo(
    () => (sites === null ? null : nearbyView(scene, language, sites)),
    [scene, language, sites],
  )
  const map = useStill(districtMap, usePicture(place, paper), hurried)
  const inset = useStill(nearbyMap, usePicture(insetPlace, paper), hurried)
  const asking = useIsFetching() > 0
  const drawing = map.is === 'drawing' || (scene.selected !== null && inset.is === 'drawing')
  const stands = !drawing && (!asking || hurried)
  useEffect(() => {
    if (!waiting || !stands) return
    let gone = false
    void settled().then(() => {
      if (!gone) openPrintDialog()
    })
    return () => {
      gone = true
    }
  }, [waiting, stands])
  return (
    <>
      {waiting && <Progress paper={paper} onHurry={() => setHurried(true)} onCancel={endPrint} />}
      <Pages
        scene={scene}
        paper={paper}
        map={map}
        inset={inset}
        onPlace={setPlace}
        onInsetPlace={setInsetPlace}
      />
    </>
  )
}

const ignore = () => undefined

function usePicture(place: Place | null, paper: PaperName): StillSize | null {
  return useMemo(() => (place === null ? null : { ...place, ...paperKinds[paper].picture }), [place, paper])
}

interface LaidOut extends PagesProps {
  map: PaperMap
  inset: PaperMap
  onPlace: (place: Place) => void
  onInsetPlace: (place: Place) => void
}

function Pages({ scene, paper, map, inset, onPlace, onInsetPlace }: LaidOut) {
  const light = useMemo((): Scene => ({ ...scene, theme: 'light' }), [scene])
  const pages = scene.look.cell === null && scene.look.site === null ? 1 : 2
  return createPortal(
    <div className="paper" data-paper={paper} data-theme="light">
      <Overview scene={light} paper={paper} map={map} pages={pages} onPlace={onPlace} />
      {pages > 1 && (
        <CardSheet scene={light} paper={paper} map={inset} page={2} pages={pages} onPlace={onInsetPlace} />
      )}
    </div>,
    document.body,
  )
}

/** The sites as the maps show them; null until they are told, then as they were. Unanswered, the maps do without. */
function usePaperSites({ look, district }: Scene): PaperSites | null {
  const standings = useSitesCoverage(look, true)
  const register = useSites(look.cell, look.site !== null)
  const waits = (answer: { data: unknown; isError: boolean }) => answer.data === undefined && !answer.isError
  const waiting = waits(standings) || (look.site !== null && waits(register))
  const [sites, keep] = useState<PaperSites | null>(null)
  if (sites === null && !waiting) {
    keep({
      siteNo: register.data?.sites.find(({ siteId }) => siteId === look.site)?.siteNo ?? null,
      paint: standings.data ? classifySites(standings.data, district.settings.bandBreaks) : null,
    })
  }
  return sites
}

/** Letters and pictures are there, and what React has made is on the page. */
async function settled(): Promise<void> {
  await document.fonts.ready
  const pictures = [...document.querySelectorAll<HTMLImageElement>('.paper img')]
  await Promise.allSettled(pictures.map((picture) => picture.decode()))
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
}
