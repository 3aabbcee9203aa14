import { useRef, type PointerEvent } from 'react'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { binCount } from '#client/state/histogram.ts'
import { readLook } from '#client/state/url.ts'
import { changeLook, useLook } from '#client/state/use-look.ts'

interface Props {
  label: string
  isEmpty: (bin: number) => boolean
  onHover: (bin: number | null) => void
}

/**
 * Chooses bars of a histogram: a click takes one (again: none), a drag takes a range; two handles do the same by
 * keyboard and by thumb.
 */
export function BarBrush({ label, isEmpty, onHover }: Props) {
  const { t } = useWords()
  // The address and not the panel, which may be a frame behind: keys pressed quickly must add up.
  const { bins: chosen } = useLook()
  const drag = useRef<{ from: number; moved: boolean } | null>(null)
  const move = (event: PointerEvent<HTMLElement>) => {
    const bin = binAt(event)
    onHover(bin)
    if (drag.current === null) return
    const { from, moved } = drag.current
    if (!moved && bin === from) return
    changeLook({ bins: [Math.min(from, bin), Math.max(from, bin)] }, moved)
    drag.current = { from, moved: true }
  }
  const end = () => {
    if (drag.current !== null && !drag.current.moved) {
      const { from } = drag.current
      const { bins } = readLook(window.location.search)
      const again = bins !== null && bins[0] === from && bins[1] === from
      changeLook({ bins: again || isEmpty(from) ? null : [from, from] })
    }
    drag.current = null
  }
  return (
    <>
      <div
        className="brush"
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          drag.current = { from: binAt(event), moved: false }
        }}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={() => {
          drag.current = null
        }}
        onPointerLeave={() => onHover(null)}
      />
      <Slider
        className="brush-slider"
        aria-label={label}
        minValue={0}
        maxValue={binCount / 10}
        step={0.1}
        value={chosen === null ? [0, binCount / 10] : [chosen[0] / 10, (chosen[1] + 1) / 10]}
        onChange={([from = 0, to = binCount / 10]) => {
          const first = Math.min(Math.round(from * 10), binCount - 1)
          const last = Math.max(Math.round(to * 10) - 1, first)
          changeLook({ bins: first === 0 && last === binCount - 1 ? null : [first, last] }, true)
        }}
      >
        <SliderTrack className="brush-track" data-chosen={chosen !== null || undefined}>
          <SliderThumb index={0} className="brush-thumb" aria-label={t('legend.rangeFrom')} />
          <SliderThumb index={1} className="brush-thumb" aria-label={t('legend.rangeTo')} />
        </SliderTrack>
      </Slider>
    </>
  )
}

function binAt({ currentTarget, clientX }: PointerEvent<HTMLElement>): number {
  const { left, width } = currentTarget.getBoundingClientRect()
  return Math.min(binCount - 1, Math.max(0, Math.floor(((clientX - left) / width) * binCount)))
}
