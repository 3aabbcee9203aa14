import type { MapMouseEvent } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { OpenGround } from '#client/map/open-ground.ts'
import { pointLayer } from '#client/map/point-names.ts'
import type { ExclusionsAnswer } from '#data/contract/plan.ts'
import { usePlanWords } from '../words.ts'

type Site = ExclusionsAnswer['sites'][number]

/** How far beside a symbol it may be pointed at, in px. */
const reachPx = 5

/** Which site the pointer is on, and why it is left out; the list says the same to those without a pointer. */
export function PointTip({ open: { map }, sites }: { open: OpenGround; sites: readonly Site[] }) {
  const { t: say } = useWords()
  const { t, language } = usePlanWords()
  const [under, point] = useState<{ site: Site; x: number; y: number } | null>(null)
  useEffect(() => {
    const find = ({ point: { x, y } }: MapMouseEvent) => {
      if (map.getLayer(pointLayer) === undefined) return
      const [found] = map.queryRenderedFeatures(
        [
          [x - reachPx, y - reachPx],
          [x + reachPx, y + reachPx],
        ],
        { layers: [pointLayer] },
      )
      const site = sites.find(({ siteId }) => siteId === found?.properties['siteId'])
      point(site === undefined ? null : { site, x, y })
    }
    const leave = () => point(null)
    map.on('mousemove', find)
    map.on('click', find)
    map.on('mouseout', leave)
    map.on('movestart', leave)
    return () => {
      map.off('mousemove', find)
      map.off('click', find)
      map.off('mouseout', leave)
      map.off('movestart', leave)
    }
  }, [map, sites])
  if (under === null) return null
  const { site, x, y } = under
  return (
    <div
      className="plan-tip"
      aria-hidden="true"
      style={{ insetInlineStart: `min(${x}px, 100% - 200px)`, insetBlockStart: `min(${y}px, 100% - 60px)` }}
    >
      <strong>{siteName(site, language, say)}</strong>
      <span>
        {say(`kinds.${site.kind}`)} · {t(`out.${site.reason}`)}
      </span>
    </div>
  )
}
