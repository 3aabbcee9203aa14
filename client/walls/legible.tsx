import { leastArcMinutes, leastHanziPx, legibilityOf } from '#client/wall/show/unit.ts'
import type { SceneSet } from '#data/contract/walls.ts'
import type { Resolution } from './preview.tsx'
import { useWallsWords } from './words.ts'

/** Whether the smallest text of a wall can be read by who stands farthest from it. */
export function Legible({ screen, resolution }: { screen: SceneSet['screen']; resolution: Resolution }) {
  const { t, format } = useWallsWords()
  const found = legibilityOf({ ...resolution, pixelRatio: 1, screen })
  const { mm, arcMinutes, farthestCm, devicePx } = found
  const at = { resolution: `${resolution.width} × ${resolution.height}`, px: format.upToTenth(devicePx) }
  const isFew = devicePx < leastHanziPx
  return (
    <>
      {mm === null || arcMinutes === null || farthestCm === null ? (
        <p className="field-hint">{t('screenIs')}</p>
      ) : (
        <p className={arcMinutes < leastArcMinutes ? 'field-reason' : 'field-hint'}>
          {t(arcMinutes < leastArcMinutes ? 'illegible' : 'legible', {
            mm: format.whole(mm),
            arc: format.whole(Math.floor(arcMinutes)),
            far: format.tenth(Math.floor(farthestCm / 10) / 10),
          })}
        </p>
      )}
      <p className={isFew ? 'field-reason' : 'field-hint'}>{t(isFew ? 'pxFew' : 'px', at)}</p>
    </>
  )
}
