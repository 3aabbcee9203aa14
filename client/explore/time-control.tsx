import { ChevronLeft, ChevronRight } from 'lucide-react'
import { memo, useEffect } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { dayNoOf } from '#client/state/days.ts'
import { goTo, step, useMoment } from '#client/state/moment.ts'
import { quarterDays } from '#client/state/playback.ts'
import { spans, type Span } from '#client/state/timeline.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import { Segmented } from '#client/ui/segmented.tsx'
import { DayMenu } from './day-menu.tsx'
import { DayStrip } from './day-strip.tsx'
import { PlayButton } from './play-button.tsx'
import type { Scene } from './scene.ts'
import type { Strip } from './use-time.ts'

interface Props {
  scene: Scene
  still: Scene
  strip: Strip
}

/** Which day is shown: play, slide, step or pick. The day itself may still be on its way. */
export function TimeControl({ scene, still, strip }: Props) {
  const { t } = useWords()
  const { latest, look } = still
  const asked = dayNoOf(look.asOf ?? latest)
  const chosen = useMoment(({ dayNo }) => dayNo) ?? asked
  const playing = useMoment(({ motion }) => motion === 'playing')
  const span = useMoment((moment) => moment.span)
  const wide = strip.page.last - strip.page.first >= quarterDays
  useEffect(() => {
    if (scene.stepped) document.dispatchEvent(new CustomEvent('mingcha:step', { detail: scene.asOf }))
  }, [scene])
  return (
    <section className="time" aria-label={t('time.label')}>
      <PlayButton />
      <TimeFigure scene={scene} />
      <DayStrip
        still={still}
        strip={strip}
        span={wide ? span : 'quarter'}
        chosen={chosen}
        asked={asked}
        playing={playing}
      />
      <TimePick still={still} span={wide ? span : null} isLatest={chosen === dayNoOf(latest)} />
    </section>
  )
}

interface PickProps {
  still: Scene
  /** Null: there is only one to draw. */
  span: Span | null
  isLatest: boolean
}

/** How many days are drawn, and a day by step, by calendar, or the latest. Drawn once, not at every step of time. */
const TimePick = memo(function TimePick({ still, span, isLatest }: PickProps) {
  const { t } = useWords()
  return (
    <div className="time-pick">
      {span !== null && (
        <Segmented
          small
          label={t('time.span')}
          value={span}
          options={spans.map((value) => ({ value, text: t(`time.${value}`) }))}
          onChange={(value) => useMoment.setState({ span: value })}
        />
      )}
      <div className="time-steps">
        <IconButton framed icon={ChevronLeft} label={t('time.earlier')} onPress={() => step(-1)} />
        <DayMenu scene={still} />
        <IconButton framed icon={ChevronRight} label={t('time.later')} onPress={() => step(1)} />
      </div>
      {!isLatest && (
        <Button className="link" onPress={() => goTo(dayNoOf(still.latest))}>
          {t('time.today')}
        </Button>
      )}
    </div>
  )
})

/** How many cells are overdue on the day shown. */
function TimeFigure({ scene: { counts, tells } }: { scene: Scene }) {
  const { t, format } = useWords()
  const overdue = counts.overdue + counts['long-overdue']
  return (
    <div className="time-figure" hidden={!tells}>
      <strong>{format.whole(overdue)}</strong>
      <span>{t('time.overdueCells', { count: overdue })}</span>
      <span className="quiet">
        {counts['long-overdue'] === 0
          ? t('time.ofNone')
          : t('time.ofLong', { n: format.whole(counts['long-overdue']) })}
      </span>
    </div>
  )
}
