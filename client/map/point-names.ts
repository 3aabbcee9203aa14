/** The points on a map without measures: their source, and the layer that is asked what lies under a pointer. */
export const pointSource = 'points'
export const pointLayer = 'point'
