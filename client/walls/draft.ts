import { sceneSeconds, wallCm, type SceneKind } from '#data/contract/scene-kinds.ts'
import type { SceneSet } from '#data/contract/walls.ts'

/** A scene set as it stands in the form: numbers as they are typed. */
export interface Draft {
  readonly name: string
  readonly scenes: readonly { readonly key: number; readonly is: SceneKind; readonly seconds: string }[]
  /** In metres. */
  readonly width: string
  readonly farthest: string
  readonly dims: boolean
  readonly from: string
  readonly to: string
  /** In percent. */
  readonly brightness: number
}

const usualNight = { from: '22:00', to: '06:30', brightness: 600 }

export function draftOf(set: SceneSet): Draft {
  const night = set.night ?? usualNight
  const metres = (cm: number | undefined) => (cm === undefined ? '' : String(cm / 100))
  return {
    name: set.name,
    scenes: set.scenes.map(({ is, seconds }, key) => ({ key, is, seconds: String(seconds) })),
    width: metres(set.screen?.widthCm),
    farthest: metres(set.screen?.farthestCm),
    dims: set.night !== null,
    from: night.from,
    to: night.to,
    brightness: night.brightness / 10,
  }
}

/** What is wrong with a draft, by where. */
export interface Wrongs {
  readonly name: boolean
  readonly screen: boolean
  /** Keys of scenes whose seconds are none. */
  readonly seconds: ReadonlySet<number>
}

/** The scene set a draft says; what is wrong is left as `before` has it, so that a preview can go on. */
export function setOf(draft: Draft, before: SceneSet): { set: SceneSet; wrongs: Wrongs; isRight: boolean } {
  const [widthCm, farthestCm] = [cmOf(draft.width), cmOf(draft.farthest)]
  const isEmpty = draft.width.trim() === '' && draft.farthest.trim() === ''
  const isMeasured = widthCm !== null && farthestCm !== null
  const seconds = new Set(
    draft.scenes.filter((scene) => secondsOf(scene.seconds) === null).map(({ key }) => key),
  )
  const wrongs = { name: draft.name.trim() === '', screen: !isEmpty && !isMeasured, seconds }
  return {
    set: {
      name: wrongs.name ? before.name : draft.name.trim(),
      scenes: draft.scenes.map(({ is, seconds }) => ({
        is,
        seconds: secondsOf(seconds) ?? sceneSeconds.usual,
      })),
      screen: isEmpty ? null : isMeasured ? { widthCm, farthestCm } : before.screen,
      night: draft.dims
        ? { from: draft.from, to: draft.to, brightness: Math.round(draft.brightness * 10) }
        : null,
    },
    wrongs,
    isRight: !wrongs.name && !wrongs.screen && seconds.size === 0,
  }
}

/** A length in metres as whole cm; null: none within bounds. */
function cmOf(text: string): number | null {
  const cm = Math.round(Number(text.replace(',', '.')) * 100)
  return text.trim() !== '' && cm >= wallCm.least && cm <= wallCm.most ? cm : null
}

function secondsOf(text: string): number | null {
  const value = Number(text)
  const isWhole = /^\d{1,3}$/.test(text.trim())
  return isWhole && value >= sceneSeconds.least && value <= sceneSeconds.most ? value : null
}

/** The scenes with one moved by so many places. */
export function moved(scenes: Draft['scenes'], key: number, by: 1 | -1): Draft['scenes'] {
  const from = scenes.findIndex((scene) => scene.key === key)
  const to = from + by
  const scene = scenes[from]
  if (scene === undefined || to < 0 || to >= scenes.length) return scenes
  return scenes.toSpliced(from, 1).toSpliced(to, 0, scene)
}

/** The scenes with one more at the end. */
export function added(scenes: Draft['scenes'], is: SceneKind): Draft['scenes'] {
  const key = 1 + Math.max(-1, ...scenes.map((scene) => scene.key))
  return [...scenes, { key, is, seconds: String(sceneSeconds.usual) }]
}
