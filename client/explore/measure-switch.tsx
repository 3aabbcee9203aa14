import { useWords } from '#client/i18n/use-words.ts'
import { measures, type Look } from '#client/state/look.ts'
import { lookOfMeasure } from '#client/state/measure.ts'
import { changeLook } from '#client/state/use-look.ts'
import { Segmented } from '#client/ui/segmented.tsx'

/** What the colours on the map tell. */
export function MeasureSwitch({ look }: { look: Look }) {
  const { t } = useWords()
  return (
    <Segmented
      label={t('measure.label')}
      value={look.measure}
      options={measures.map((value) => ({ value, text: t(`measure.${value}`) }))}
      onChange={(measure) => changeLook(lookOfMeasure(measure))}
    />
  )
}
