import { Button } from 'react-aria-components'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { SlipAnswer } from '#data/contract/plan.ts'
import { gpxOf, icsOf } from './slip-texts.ts'
import { usePlanWords } from './words.ts'

/** The stops for a phone’s own programs; the files are made here. */
export function SlipFiles({ slip, team }: { slip: SlipAnswer; team: string }) {
  const { t: say } = useWords()
  const { t, language } = usePlanWords()
  const stops = slip.stops.map((stop) => ({ ...stop, name: siteName(stop, language, say) }))
  const name = `mingcha-${slip.day}`
  const files = [
    { id: 'gpx', type: 'application/gpx+xml', make: () => gpxOf(`${team} ${slip.day}`, stops) },
    { id: 'ics', type: 'text/calendar', make: () => icsOf(slip.planId, slip.day, stops, Date.now()) },
  ] as const
  return (
    <p className="slip-files">
      <span className="quiet">{t('slip.files')}</span>
      {files.map(({ id, type, make }) => (
        <Button key={id} className="link" onPress={() => save(`${name}.${id}`, type, make())}>
          {t(`slip.${id}`)}
        </Button>
      ))}
      <Button className="link" onPress={() => window.print()}>
        {t('slip.print')}
      </Button>
    </p>
  )
}

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
