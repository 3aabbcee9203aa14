import { Download } from '#client/download/download.tsx'
import { offerOf } from '#client/download/offers.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Scene } from './scene.ts'

/** The cells as the table shows them, and the sites, visits and issues under the same filters. */
export function DownloadShown({ scene, worded = false }: { scene: Scene; worded?: boolean }) {
  const { t, language, format } = useWords()
  const { look, lit, cells, asOf } = scene
  const only =
    lit.length === cells.length ? null : lit.flatMap(({ area }) => (area === null ? [] : [area.areaId]))
  const areas = t('download.areas', { n: format.whole(lit.length), count: lit.length })
  return (
    <Download
      worded={worded}
      note={t('download.shown', { day: format.fullDay(asOf) })}
      offers={[
        ...(lit.length === 0 ? [] : [offerOf('areas', areas, look, language, { only })]),
        ...(['sites', 'visits', 'issues'] as const).map((what) =>
          offerOf(what, t(`download.${what}`), look, language),
        ),
      ]}
    />
  )
}
