/** What a wall can show, one thing at a time. `tour`: each community in turn; `playback`: the last 30 days, day by day. */
export const sceneKinds = [
  'overview',
  'overdue',
  'density',
  'both',
  'rectification',
  'burden',
  'day',
  'tour',
  'playback',
] as const
export type SceneKind = (typeof sceneKinds)[number]

/** How long a scene may stand, in seconds. */
export const sceneSeconds = { least: 10, most: 120, usual: 24 } as const
/** Bounds of a wall’s width and of the farthest viewer, in cm. */
export const wallCm = { least: 40, most: 5000 } as const
