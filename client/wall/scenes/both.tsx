import { bothStepOf } from '#client/map/classify.ts'
import { bothRamp } from '#client/theme/ramps.ts'
import { Hero } from '../show/figure.tsx'
import type { Picture } from '../show/picture.ts'
import { useWallWords } from '../words.ts'

/** Cells that are overdue and where more than twice as much is found as on average: there something is wrong. */
export function BothPanel({ picture: { cells } }: { picture: Picture }) {
  const { t, format } = useWallWords()
  const worst = cells.filter((cell) => (bothStepOf(cell) ?? 0) >= 7).length
  const tones = bothRamp.dark
  return (
    <>
      <Hero value={format.whole(worst)} label={t('both.label', { count: worst })}>
        {t('both.how')}
      </Hero>
      <div className="both-legend" aria-hidden="true">
        <span className="both-up">{t('both.up')}</span>
        <div className="both-squares">
          {[6, 7, 8, 3, 4, 5, 0, 1, 2].map((step) => (
            <span key={step} style={{ backgroundColor: tones[step]?.fill }} />
          ))}
        </div>
        <span className="both-right">{t('both.right')}</span>
      </div>
    </>
  )
}
