import { useMemo, useState } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { binCount, densityHistogram, recencyHistogram, type Bin } from '#client/state/histogram.ts'
import { BarBrush } from './bar-brush.tsx'
import { binRange } from './bin-range.ts'
import type { Scene } from './scene.ts'

const width = 248
const height = 74
const barWidth = width / binCount

/** A part of a bar: its cells of one band. */
interface Block {
  key: string
  bin: number
  x: number
  y: number
  height: number
  colour: string
  /** Nearly the panel's own colour: it needs an edge. */
  faint: boolean
}

/**
 * How the cells are spread over thirty tenths of the interval (or of the mean), with the breaks under them. A bar
 * that is clicked, or a range that is dragged over, stays lit on the map.
 */
export function Histogram({ scene, measure }: { scene: Scene; measure: 'recency' | 'density' }) {
  const { t, format } = useWords()
  const { cells, intervalDays, district, look } = scene
  const [hovered, setHovered] = useState<number | null>(null)
  const { bins, blocks } = useMemo(
    () => (measure === 'recency' ? recencyBlocks(cells) : densityBlocks(cells)),
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
  const counted = hovered === null ? undefined : bins[hovered]
  const isOut = (bin: number) => look.bins !== null && (bin < look.bins[0] || bin > look.bins[1])
  return (
    <div className="histogram">
      <svg viewBox={`0 0 ${width} 92`} aria-hidden="true">
        {blocks.map(({ key, bin, faint, colour, ...box }) => (
          <rect
            key={key}
            className={faint ? 'histogram-faint' : undefined}
            {...box}
            width={barWidth - (faint ? 2 : 1)}
            fill={colour}
            opacity={isOut(bin) ? 0.3 : undefined}
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
        {counted !== undefined && hovered !== null && (
          <text className="axis-text histogram-told" x={width} y={11} textAnchor="end">
            {t('legend.bar', {
              range: binRange(
                [hovered, hovered],
                measure,
                measure === 'recency' ? intervalDays : null,
                t,
                format,
              ),
              n: format.whole(counted.cells),
              count: counted.cells,
            })}
          </text>
        )}
      </svg>
      <BarBrush
        label={measure === 'recency' ? t('legend.histogramRecency') : t('legend.histogramDensity')}
        isEmpty={(bin) => (bins[bin]?.cells ?? 0) === 0}
        onHover={setHovered}
      />
    </div>
  )
}

function recencyBlocks(cells: Scene['cells']) {
  const bins = recencyHistogram(cells)
  return { bins, blocks: blocksOf(bins, (band) => `var(--${band})`, 'fresh') }
}

function densityBlocks(cells: Scene['cells']) {
  const bins = densityHistogram(cells)
  return { bins, blocks: blocksOf(bins, (band) => `var(--density-${band + 1})`, 0) }
}

function blocksOf<B extends string | number>(
  bins: readonly Bin<B>[],
  colour: (band: B) => string,
  faint: B,
): Block[] {
  const most = Math.max(1, ...bins.map((bin) => bin.cells))
  return bins.flatMap(({ parts }, bin) => {
    let foot = height
    return parts.map((part) => {
      const tall = Math.max(1.5, (part.cells / most) * (height - 2))
      foot -= tall
      const isFaint = part.band === faint
      return {
        key: `${bin}-${part.band}`,
        bin,
        x: bin * barWidth + (isFaint ? 0.5 : 0),
        y: foot,
        height: tall,
        colour: colour(part.band),
        faint: isFaint,
      }
    })
  })
}
