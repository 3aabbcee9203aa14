import { samePick } from './pick.ts'
import type { MapView } from './view.ts'

/** What a new view asks of the map: nothing; another outline, which is state alone; or its whole look. */
export type Change = 'nothing' | 'outline' | 'look'

/** How a view differs from the one shown. Pure. */
export function changeOf(shown: MapView, next: MapView): Change {
  const differs =
    shown.theme !== next.theme ||
    shown.language !== next.language ||
    shown.geometryRevision !== next.geometryRevision ||
    shown.registerRevision !== next.registerRevision ||
    shown.bounds !== next.bounds ||
    shown.padding !== next.padding ||
    shown.areas !== next.areas ||
    shown.paint !== next.paint ||
    shown.sitePaint !== next.sitePaint ||
    shown.siteKinds !== next.siteKinds ||
    shown.wall?.lines !== next.wall?.lines ||
    shown.wall?.text !== next.wall?.text ||
    shown.columns?.on !== next.columns?.on ||
    shown.columns?.counts !== next.columns?.counts ||
    !samePick(shown.selected, next.selected) ||
    shown.basemap.join() !== next.basemap.join()
  if (differs) return 'look'
  const isCalm = samePick(shown.hovered, next.hovered) && shown.emphasis?.id === next.emphasis?.id
  return isCalm ? 'nothing' : 'outline'
}
