import { create } from 'zustand'

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number]

/** The map's camera, for who asks it to move. The map itself never moves unasked. */
export interface Camera {
  /** Brings a part of the district into view. */
  goTo(bounds: Bounds): void
  /** The whole district. */
  fit(): void
  zoom(by: 1 | -1): void
}

/** The camera of the map on screen; null: there is none (yet). `wish`: where to go as soon as there is one. */
export const useCamera = create<{ camera: Camera | null; wish: Bounds | null }>(() => ({
  camera: null,
  wish: null,
}))

/** A map stands. It first goes where somebody wanted to go before. */
export function cameraStands(camera: Camera): void {
  const { wish } = useCamera.getState()
  useCamera.setState({ camera, wish: null })
  if (wish !== null) camera.goTo(wish)
}

/** The map is taken down. */
export function cameraLeaves(): void {
  useCamera.setState({ camera: null })
}

/** Goes there now, or as soon as a map stands. */
export function goTo(bounds: Bounds): void {
  const { camera } = useCamera.getState()
  if (camera === null) useCamera.setState({ wish: bounds })
  else camera.goTo(bounds)
}
