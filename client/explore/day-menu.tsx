import { CalendarDays } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button, DialogTrigger } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { Drop } from '#client/ui/drop.tsx'
import type { Scene } from './scene.ts'

const DayDialog = lazy(() => import('./day-dialog.tsx').then((dialog) => ({ default: dialog.DayDialog })))

/** The calendar: which day is looked at, and which entries count. */
export function DayMenu({ scene }: { scene: Scene }) {
  const { t } = useWords()
  const { look, latest, district } = scene
  return (
    <DialogTrigger>
      <Button className="icon-button icon-button-framed" aria-label={t('time.pick')}>
        <span className="icon-button-face" title={t('time.pick')}>
          <CalendarDays size={16} strokeWidth={1.5} aria-hidden="true" />
        </span>
      </Button>
      <Drop title={t('time.pick')} placement="top end" className="day-drop">
        {(close) => (
          <Suspense fallback={<div className="day-choice" />}>
            <DayDialog look={look} latest={latest} firstDay={district.firstDay} close={close} />
          </Suspense>
        )}
      </Drop>
    </DialogTrigger>
  )
}
