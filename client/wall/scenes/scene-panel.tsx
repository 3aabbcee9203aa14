import type { Picture } from '../show/picture.ts'
import type { Slot } from '../show/schedule.ts'
import { BothPanel } from './both.tsx'
import { BurdenPanel } from './burden.tsx'
import { CommunityPanel } from './community.tsx'
import { DayPanel } from './day.tsx'
import { DensityPanel } from './density.tsx'
import { OverduePanel } from './overdue.tsx'
import { OverviewPanel } from './overview.tsx'
import { PlaybackPanel } from './playback.tsx'
import { RectificationPanel } from './rectification.tsx'

/** What stands beside the map. `playedDay`: the day a playback is at, since 1970. */
export function ScenePanel({
  slot,
  picture,
  playedDay,
}: {
  slot: Slot
  picture: Picture
  playedDay: number
}) {
  switch (slot.is) {
    case 'overview':
      return <OverviewPanel picture={picture} />
    case 'overdue':
      return <OverduePanel picture={picture} />
    case 'density':
      return <DensityPanel picture={picture} />
    case 'both':
      return <BothPanel picture={picture} />
    case 'rectification':
      return <RectificationPanel picture={picture} />
    case 'burden':
      return <BurdenPanel picture={picture} />
    case 'day':
      return <DayPanel picture={picture} />
    case 'tour':
      return <CommunityPanel picture={picture} areaId={slot.areaId} />
    case 'playback':
      return <PlaybackPanel picture={picture} dayNo={playedDay} />
  }
}
