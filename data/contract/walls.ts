import { z } from 'zod'
import { sceneKinds, sceneSeconds, wallCm } from './scene-kinds.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time such as 22:00' })
const cm = z.int().min(wallCm.least).max(wallCm.most)

/** The name of a scene set in an address: /wall/main. */
export const wallId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, {
  error: 'small letters, digits and hyphens, 40 at most',
})

/** What a wall shows, in turn, and for whom its type is sized. */
export const sceneSet = z.strictObject({
  name: z.string().trim().min(1).max(60),
  scenes: z
    .array(
      z.strictObject({
        is: z.enum(sceneKinds),
        /** How long it stands; of a tour, how long each community does. */
        seconds: z.int().min(sceneSeconds.least).max(sceneSeconds.most),
      }),
    )
    .min(1)
    .max(20),
  /** Width of the picture on the wall and distance of the farthest viewer, in cm; null: not measured. */
  screen: z.strictObject({ widthCm: cm, farthestCm: cm }).nullable(),
  /** Between these times, in the district’s zone, the picture is as bright as this, in thousandths; null: never dimmed. */
  night: z.strictObject({ from: time, to: time, brightness: z.int().min(200).max(1000) }).nullable(),
})
export type SceneSet = z.infer<typeof sceneSet>

/** Every scene set by its id. */
export const sceneSets = z.record(wallId, sceneSet)
export type SceneSets = z.infer<typeof sceneSets>
export const wallsAnswer = z.strictObject({ sets: sceneSets })
export type WallsAnswer = z.infer<typeof wallsAnswer>

/** What a wall shows where nobody has set anything. */
export const usualSets: SceneSets = {
  main: {
    name: '值守大屏',
    scenes: (['overview', 'overdue', 'density', 'rectification', 'day', 'tour', 'playback'] as const).map(
      (is) => ({ is, seconds: is === 'tour' ? 20 : sceneSeconds.usual }),
    ),
    screen: null,
    night: { from: '22:00', to: '06:30', brightness: 600 },
  },
}
