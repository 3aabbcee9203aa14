import { useEffect, useRef } from 'react'
import type { Scene } from '#client/explore/scene.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { scaleOf } from '#client/map/scale-bar.tsx'
import { mapWords } from '#client/map/words.ts'
import type { PaperName } from '#client/state/paper.ts'
import { CellTables } from './cell-tables.tsx'
import { scaleRatio } from './paper-size.ts'
import type { PaperMap } from './use-still.ts'

/** Room for a picture on the page, in CSS px. */
export interface Place {
  readonly width: number
  readonly height: number
}

interface Props {
  scene: Scene
  paper: PaperName
  map: PaperMap
  /** Told once, what place the page leaves for the picture. */
  onPlace: (place: Place) => void
  /** Whether the table of cells stands in where there is no map. */
  tabled?: boolean
}

/** The map's picture with what a map needs to be read: scale, north, source. Without a picture, why, and the cells. */
export function MapFigure({ scene, paper, map, onPlace, tabled = false }: Props) {
  const { t, language } = useWords()
  switch (map.is) {
    case 'drawing':
      return <Empty onPlace={onPlace} />
    case 'absent':
      return (
        <div className={tabled ? 'paper-map paper-mapless' : 'paper-mapless'}>
          <p className="paper-note">
            {t(`paper.absent.${map.why}`)}
            {tabled && (language === 'en' ? ' ' : '') + t('paper.instead')}
          </p>
          {tabled && <CellTables scene={scene} tables={2} />}
        </div>
      )
    case 'drawn':
      return <Drawn scene={scene} paper={paper} map={map} />
  }
}

/** The place of the picture; how large it is depends on the text around it, so letters come first. */
function Empty({ onPlace }: Pick<Props, 'onPlace'>) {
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    let gone = false
    void document.fonts.ready.then(() => {
      const { current } = place
      if (!gone && current !== null) onPlace({ width: current.clientWidth, height: current.clientHeight })
    })
    return () => {
      gone = true
    }
  }, [onPlace])
  return <figure ref={place} className="paper-map" />
}

const widestScalePx = 112

type DrawnMap = Extract<PaperMap, { is: 'drawn' }>

function Drawn({ scene, paper, map }: Pick<Props, 'scene' | 'paper'> & { map: DrawnMap }) {
  const { t, language, format } = useWords()
  const words = mapWords[language]
  const bar = scaleOf(map.metresPerPx, widestScalePx)
  const ratio = format.whole(scaleRatio(map.metresPerPx))
  return (
    <figure className="paper-map">
      <img src={map.url} alt={words.map} width={map.width} height={map.height} />
      <p className="paper-north">
        <svg viewBox="0 0 12 16" width="12" height="16" aria-hidden="true">
          <path d="M6 0 11.5 15.5 6 12 .5 15.5Z" fill="currentColor" />
        </svg>
        {t('paper.north')}
      </p>
      <p className="paper-scale" style={{ inlineSize: bar.px }}>
        {bar.label}
      </p>
      <figcaption className="paper-credit">
        <span className="paper-ratio">{t('paper.ratio', { ratio, paper: t(`paper.size.${paper}`) })}</span>
        {scene.district.basemap.length > 0 && (
          <span>
            {words.attribution}
            {words.schematic}
          </span>
        )}
      </figcaption>
    </figure>
  )
}
