import type { Scene } from '#client/explore/scene.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { smallCount } from '#data/contract/bands.ts'

/** What the words and colours of the page mean, for whoever has only the paper. */
export function Definitions({ scene }: { scene: Scene }) {
  const { t, language, format } = useWords()
  const { look, district, coverage } = scene
  const modes = (look.modes ?? district.settings.qualifyingModes).map((mode) => t(`mode.${mode}`))
  const counted = { modes: modes.join(t('filters.separator')) }
  const density = {
    window: format.whole(coverage.meta.windowDays),
    few: format.whole(smallCount),
    count: coverage.meta.windowDays,
  }
  const means = [
    look.measure !== 'density' && t('paper.means.recency'),
    look.measure !== 'recency' &&
      t(look.rate === 'raw' ? 'paper.means.densityRaw' : 'paper.means.density', density),
    t('paper.means.qualifying', counted),
  ].filter((sentence) => sentence !== false)
  return <p className="paper-means">{means.join(language === 'en' ? ' ' : '')}</p>
}
