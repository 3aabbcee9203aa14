import * as maplibregl from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { isGpuFailure } from './problems.ts'
import type { MapView } from './view.ts'

/**
 * A map without a style yet, flat on the district; null without WebGL 2. `help`: what it says where one finger, or a wheel
 * alone, moves the page that it is part of.
 */
export function createMap(
  container: HTMLElement,
  view: Pick<MapView, 'bounds' | 'padding'>,
  still: boolean,
  help: Readonly<Record<'wheel' | 'macWheel' | 'finger', string>> | null = null,
): maplibregl.Map | null {
  maplibregl.setWorkerUrl(workerUrl)
  try {
    return new maplibregl.Map({
      container,
      ...(view.bounds === null ? {} : { bounds: [...view.bounds] }),
      fitBoundsOptions: { padding: view.padding },
      attributionControl: false,
      dragRotate: false,
      touchPitch: false,
      maxPitch: 0,
      minZoom: 4,
      maxZoom: 18,
      renderWorldCopies: false,
      fadeDuration: 0,
      reduceMotion: still,
      validateStyle: false,
      localIdeographFontFamily: false,
      cooperativeGestures: help !== null,
      locale: {
        'CooperativeGesturesHandler.WindowsHelpText': help?.wheel ?? '',
        'CooperativeGesturesHandler.MacHelpText': help?.macWheel ?? '',
        'CooperativeGesturesHandler.MobileHelpText': help?.finger ?? '',
      },
    })
  } catch (error) {
    if (isGpuFailure(error)) return null
    throw error
  }
}
