/** Settles when the picture's last question has its answer, and the frame that shows it is under way. */
let ahead: Promise<unknown> = Promise.resolve()

/** Asks a question that the picture waits for: side questions asked meanwhile come after it. */
export function askFirst<T>(question: () => Promise<T>): Promise<T> {
  const answer = question()
  const before = ahead
  ahead = answer.then(frame, () => undefined).then(() => before)
  return answer
}

/**
 * Asks a side question when no picture waits any more, so that server, network and browser do one thing first.
 * Rejects with the signal's reason when it was called off meanwhile.
 */
export async function askAfter<T>(question: () => Promise<T>, signal: AbortSignal): Promise<T> {
  // The picture's question is asked in the same breath, but not always before.
  await new Promise((resolve) => setTimeout(resolve))
  await ahead
  signal.throwIfAborted()
  return question()
}

/** The next frame; where nothing is drawn (a hidden tab) 100 ms. */
function frame(): Promise<unknown> {
  return new Promise((resolve) => {
    setTimeout(resolve, 100)
    requestAnimationFrame(() => setTimeout(resolve))
  })
}
