import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { Button } from 'react-aria-components'
import { usePlayback } from '#client/api/use-answers.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { addDays, dayNoOf, dayOfNo, isDay } from '#client/state/days.ts'
import { barsOf, timelineDays, timelineEnd } from '#client/state/timeline.ts'
import { changeLook } from '#client/state/use-look.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import { DayBars } from './day-bars.tsx'
import type { Scene } from './scene.ts'

/** Playback of more cells than this is not asked for: its bars would cost more than the map. */
const mostCells = 3_000

/** Which day is asked for (its answer may still be on its way): step, pick, or slide over ninety-one days of overdue cells. */
export function TimeControl({ scene }: { scene: Scene }) {
  const { t, format } = useWords()
  const picker = useRef<HTMLInputElement>(null)
  const { look, latest, counts, cells, district } = scene
  const asOf = look.asOf ?? latest
  const end = timelineEnd(asOf, latest)
  const wanted = cells.length > 0 && cells.length <= mostCells
  const playback = usePlayback(look, wanted ? end : null, timelineDays)
  const bars = useMemo(() => {
    const intervals = new Map(cells.map((cell) => [cell.areaNo, cell.intervalDays]))
    return playback.data ? barsOf(playback.data, intervals, district.settings.bandBreaks) : []
  }, [playback.data, cells, district.settings.bandBreaks])

  const go = (day: string, replace = false) => changeLook({ asOf: day === latest ? null : day }, replace)
  const overdue = counts.overdue + counts['long-overdue']
  return (
    <section className="time" aria-label={t('time.label')}>
      <div className="time-steps">
        <IconButton
          framed
          icon={ChevronLeft}
          label={t('time.earlier')}
          onPress={() => go(addDays(asOf, -1))}
        />
        <IconButton framed icon={ChevronRight} label={t('time.later')} onPress={() => go(addDays(asOf, 1))} />
      </div>
      <div className="time-figure" hidden={!scene.tells}>
        <strong>{format.whole(overdue)}</strong>
        <span>{t('time.overdueCells', { count: overdue })}</span>
        <span className="quiet">
          {counts['long-overdue'] === 0
            ? t('time.ofNone')
            : t('time.ofLong', { n: format.whole(counts['long-overdue']) })}
        </span>
      </div>
      <DayBars
        bars={bars}
        first={dayNoOf(end) - timelineDays + 1}
        chosen={dayNoOf(asOf)}
        latest={latest}
        onChoose={(dayNo) => go(dayOfNo(dayNo), true)}
      />
      <div className="time-pick">
        {asOf !== latest && (
          <Button className="link" onPress={() => go(latest)}>
            {t('time.today')}
          </Button>
        )}
        <IconButton
          framed
          icon={CalendarDays}
          label={t('time.pick')}
          onPress={() => picker.current?.showPicker()}
        />
        <input
          ref={picker}
          className="time-date"
          type="date"
          tabIndex={-1}
          aria-label={t('time.pick')}
          min="1900-01-01"
          max="2199-12-31"
          value={asOf}
          onChange={({ target }) => {
            if (isDay(target.value)) go(target.value)
          }}
        />
      </div>
    </section>
  )
}
