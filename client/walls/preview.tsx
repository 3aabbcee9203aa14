import { useEffect, useMemo, useRef, useState } from 'react'
import { Segmented } from '#client/ui/segmented.tsx'
import { Show } from '#client/wall/show/show.tsx'
import type { SceneKind } from '#data/contract/scene-kinds.ts'
import type { SceneSet } from '#data/contract/walls.ts'
import { useWallsWords } from './words.ts'

export interface Resolution {
  readonly width: number
  readonly height: number
}
export const resolutions = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 2560, height: 1080 },
] as const satisfies readonly Resolution[]

const named = ({ width, height }: Resolution) => `${width} × ${height}`
/** The picture is made this wide, whatever the screen has, and scaled down. */
const madeWide = 1920
const held = { hold: 0, times: 1 }

interface Props {
  set: SceneSet
  scene: SceneKind
  resolution: Resolution
  onResolution: (resolution: Resolution) => void
}

/** One scene as the wall will show it, with the data there is. */
export function Preview({ set, scene, resolution, onResolution }: Props) {
  const { t } = useWallsWords()
  const frame = useRef<HTMLDivElement>(null)
  const [wide, setWide] = useState(0)
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWide(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const height = Math.round((madeWide * resolution.height) / resolution.width)
  const size = useMemo(
    () => ({ width: madeWide, height, pixelRatio: resolution.width / madeWide }),
    [height, resolution.width],
  )
  const alone = useMemo(() => ({ ...set, scenes: [{ is: scene, seconds: 24 }], night: null }), [set, scene])
  return (
    <section className="walls-preview" aria-label={t('preview')}>
      <Segmented
        small
        label={t('resolution')}
        value={named(resolution)}
        options={resolutions.map((one) => ({ value: named(one), text: named(one) }))}
        onChange={(value) => {
          const chosen = resolutions.find((one) => named(one) === value)
          if (chosen !== undefined) onResolution(chosen)
        }}
      />
      <div
        ref={frame}
        className="walls-frame"
        data-theme="dark"
        style={{ aspectRatio: `${madeWide} / ${height}` }}
      >
        {wide > 0 && (
          <div
            className="walls-picture"
            inert
            style={{
              inlineSize: `${madeWide}px`,
              blockSize: `${height}px`,
              transform: `scale(${wide / madeWide})`,
            }}
          >
            <Show asks="person" set={alone} size={size} pace={held} screen={null} />
          </div>
        )}
      </div>
    </section>
  )
}
