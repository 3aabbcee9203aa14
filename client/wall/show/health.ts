/** A lost map context usually comes back by itself within a second or two; after so many ms it is given up. */
const contextMs = 10_000
/** A page draws a frame at least this often, or something holds it. */
const frameMs = 60_000

export const mapLife = {
  /** Whether a map whose context has been gone for so long is to be made anew. */
  isGone: (lostMs: number): boolean => lostMs > contextMs,
}

/** Whether a page that has drawn no frame for so long is to be loaded anew. */
export function reloadIsDue(stillMs: number): boolean {
  return stillMs > frameMs
}
