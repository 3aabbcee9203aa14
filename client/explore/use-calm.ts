import { useDeferredValue } from 'react'
import type { Scene } from './scene.ts'

/**
 * The scene for what is many elements: it follows when the map's frame is under way. Not while time moves: a number
 * that lags behind the day beside it would be wrong.
 */
export function useCalm(scene: Scene): Scene {
  const behind = useDeferredValue(scene)
  return scene.stepped || behind.stepped ? scene : behind
}
