import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { useAreas, useDistrict } from '#client/api/use-answers.ts'
import type { GroundView, OpenGround } from '#client/map/open-ground.ts'
import type { Padding } from '#client/map/view.ts'
import type { ThemeName } from '#client/state/look.ts'
import { Failsafe } from '#client/ui/failsafe.tsx'
import { usePlanWords } from '../words.ts'

/** As for Explore’s map: its letters are declared before it asks for them. */
const GroundMap = lazy(async () => {
  const [map] = await Promise.all([
    import('#client/map/ground-map.tsx'),
    import('@fontsource-variable/noto-sans-sc/index.css'),
  ])
  return { default: map.GroundMap }
})

const padding: Padding = { top: 36, right: 56, bottom: 40, left: 36 }
const noPoints: GroundView['points'] = { type: 'FeatureCollection', features: [] }

interface Props {
  theme: ThemeName
  label: string
  points?: GroundView['points']
  /** Left out: the whole district. */
  bounds?: GroundView['bounds']
  /** What takes its place where the browser cannot draw it. */
  instead: ReactNode
  children: (open: OpenGround) => ReactNode
}

/** The district’s map, without measures, as large as its frame. */
export function Ground({ theme, label, points = noPoints, bounds = null, instead, children }: Props) {
  const { language } = usePlanWords()
  const district = useDistrict().data
  const areas = useAreas(district?.geometryRevision).data
  const [isLost, setLost] = useState(false)
  const view = useMemo((): GroundView | null => {
    if (district === undefined || areas === undefined) return null
    const { geometryRevision, registerRevision, basemap } = district
    return {
      theme,
      language,
      label,
      points,
      padding,
      basemap,
      geometryRevision,
      registerRevision,
      bounds: bounds ?? district.bounds,
      areas: areas.areas,
    }
  }, [district, areas, theme, language, label, points, bounds])
  if (isLost) return instead
  return (
    <div className="plan-map">
      {view !== null && (
        <Failsafe part>
          <Suspense>
            <GroundMap key={language} view={view} onLost={() => setLost(true)}>
              {children}
            </GroundMap>
          </Suspense>
        </Failsafe>
      )}
    </div>
  )
}
