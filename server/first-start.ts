import { demoAreas } from '#data/demo/areas.ts'
import { demoSeason } from '#data/demo/season.ts'
import { demoSettings, demoSettingsFor } from '#data/demo/settings.ts'
import type { Home } from './home.ts'
import { importRows } from './ingest/import.ts'
import { localDay } from './live/today.ts'

/** The demo is the same for everybody on the same day. */
const demoSeed = 2020

/** Whether nothing was ever stored here, or a first start was cut off between the demo's settings and its rows. */
export function isUnfilled({ ledger, warehouse: { state } }: Home): boolean {
  return (
    ledger.head.seq === 0 ||
    (ledger.head.seq === 1 && state.settings.district.synthetic && state.settingsVersion === 1)
  )
}

/** Fills an empty home with the demo district and its season, which ends the day before. */
export async function makeDemo(
  home: Home,
  now: Date,
  seed = demoSeed,
  onProgress: (progress: { done: number; total: number }) => void = () => undefined,
): Promise<void> {
  const today = localDay(demoSettings.zone, now)
  if (home.ledger.head.seq === 0)
    await home.commit({ kind: 'settings', body: { version: 1, settings: demoSettingsFor(today) } })
  const areas = demoAreas(seed)
  const season = demoSeason(seed, today, areas)
  await importRows(home, { name: 'demo', rows: { area: areas, ...season }, now, onProgress })
}
