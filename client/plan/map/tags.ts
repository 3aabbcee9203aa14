/** A text of some size in px that may stand above any of these points. */
export interface Tag {
  readonly width: number
  readonly height: number
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

/** From a point to the middle of the text above it, in px. */
const rise = 22

/**
 * Puts each text above the first of its points where it covers no other text and no disc round any point; null: there is
 * no such point. Pure.
 */
export function placeTags(tags: readonly Tag[], disc: number): ({ x: number; y: number } | null)[] {
  const taken = tags.flatMap(({ points }) => points.map(({ x, y }) => ({ x, y, width: disc, height: disc })))
  return tags.map(({ width, height, points }) => {
    const free = points.find(({ x, y }) =>
      taken.every(
        (other) =>
          Math.abs(other.x - x) >= (other.width + width) / 2 ||
          Math.abs(other.y - (y - rise)) >= (other.height + height) / 2,
      ),
    )
    if (free === undefined) return null
    const at = { x: free.x, y: free.y - rise }
    taken.push({ ...at, width, height })
    return at
  })
}
