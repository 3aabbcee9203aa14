import { useMemo } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { binCount, densityHistogram, recencyHistogram } from '#client/state/histogram.ts'
import type { Scene } from './scene.ts'

const width = 248
const height = 74
const barWidth = width / binCount

interface Bar {
  key: string
  x: number
  y: number
  height: number
  colour: string
  /** Nearly the panel's own colour: it needs an edge. */
  faint: boolean
}

/** How the cells are spread over thirty tenths of the interval (or of the mean), with the breaks under them. */
export function Histogram({ scene, measure }: { scene: Scene; measure: 'recency' | 'density' }) {
  const { t, format } = useWords()
  const { cells, intervalDays, district } = scene
  const bars = useMemo(
    () => (measure === 'recency' ? recencyBars(cells) : densityBars(cells)),
    [cells, measure],
  )
  const breaks = measure === 'recency' ? district.settings.bandBreaks : district.settings.densityBreaks
  const say = (milli: number) =>
    measure === 'recency' && intervalDays !== null
      ? format.whole(Math.round((milli * intervalDays) / 1000))
      : format.upToTenth(milli / 1000)
  const ticks = (
    measure === 'recency' ? [breaks[0], breaks[2], breaks[3]] : [breaks[0], breaks[1], breaks[3]]
  )
    .filter((milli) => milli < 2700)
    .map((milli) => ({ x: (milli / 3000) * width, text: say(milli), anchor: 'middle' as const }))
  const last = { x: width, text: `${say(3000)}+`, anchor: 'end' as const }
  return (
    <svg
      className="histogram"
      viewBox={`0 0 ${width} 92`}
      role="img"
      aria-label={measure === 'recency' ? t('legend.histogramRecency') : t('legend.histogramDensity')}
    >
      {bars.map(({ key, faint, colour, ...box }) => (
        <rect
          key={key}
          className={faint ? 'histogram-faint' : undefined}
          {...box}
          width={barWidth - (faint ? 2 : 1)}
          fill={colour}
        />
      ))}
      <path className="axis-line" d={`M0 ${height + 0.5}H${width}`} />
      {[...ticks, last].map(({ x, text, anchor }) => (
        <g key={x}>
          {anchor === 'middle' && <path className="axis-tick" d={`M${x} ${height - 4}v8`} />}
          <text className="axis-text" x={x} y={90} textAnchor={anchor}>
            {text}
          </text>
        </g>
      ))}
    </svg>
  )
}

function recencyBars(cells: Scene['cells']): Bar[] {
  return barsOf(
    recencyHistogram(cells).map((bin) => bin.parts),
    (band) => `var(--${band})`,
    'fresh',
  )
}

function densityBars(cells: Scene['cells']): Bar[] {
  return barsOf(
    densityHistogram(cells).map((bin) => bin.parts),
    (band) => `var(--density-${band + 1})`,
    0,
  )
}

function barsOf<B extends string | number>(
  bins: readonly { band: B; cells: number }[][],
  colour: (band: B) => string,
  faint: B,
): Bar[] {
  const most = Math.max(1, ...bins.map((parts) => parts.reduce((sum, part) => sum + part.cells, 0)))
  return bins.flatMap((parts, index) => {
    let foot = height
    return parts.map((part) => {
      const tall = Math.max(1.5, (part.cells / most) * (height - 2))
      foot -= tall
      const isFaint = part.band === faint
      return {
        key: `${index}-${part.band}`,
        x: index * barWidth + (isFaint ? 0.5 : 0),
        y: foot,
        height: tall,
        colour: colour(part.band),
        faint: isFaint,
      }
    })
  })
}
