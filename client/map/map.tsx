import type { MapEvents, MapView } from './view.ts'

/** The map of the district; one map instance for as long as it is mounted. It fills its parent. */
export function CoverageMap(props: MapView & MapEvents) {
  return <div className="map" data-geometry={props.geometryRevision} />
}
