import type { Map as MapLibre } from 'maplibre-gl'

const standingPitch = 50
const steepest = 65

/**
 * Tilts the camera so that columns stand, and lets the reader turn and tilt it: right button, two fingers, or Shift
 * with the arrow keys. North stays up until somebody turns it. Over so many ms; reduced motion is the map's own rule.
 */
export function tilt(map: MapLibre, durationMs: number): void {
  map.setMaxPitch(steepest)
  map.dragRotate.enable()
  map.touchPitch.enable()
  map.touchZoomRotate.enableRotation()
  map.keyboard.enableRotation()
  map.easeTo({ pitch: standingPitch, duration: durationMs })
}

/** Lays the map flat with north up, and keeps it so. */
export function flatten(map: MapLibre, durationMs: number): void {
  holdFlat(map)
  const pin = () => {
    if (map.getPitch() === 0) map.setMaxPitch(0)
  }
  if (map.getPitch() > 0 || map.getBearing() !== 0) map.easeTo({ pitch: 0, bearing: 0, duration: durationMs })
  if (map.isMoving()) map.once('moveend', pin)
  else pin()
}

/** No hand tilts or turns the map. */
export function holdFlat(map: MapLibre): void {
  map.dragRotate.disable()
  map.touchPitch.disable()
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
}
