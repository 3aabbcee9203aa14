import type { Worker } from 'node:worker_threads'

/**
 * How to end a worker that posts a message as soon as its modules are loaded: not before. One that is ended while they
 * load takes the whole process with it (Node 20: “V8: check failed” in ExecuteAsyncModule).
 */
export function endingOf(worker: Worker): () => Promise<void> {
  const begun = new Promise<void>((resolve) => {
    worker.once('message', () => resolve())
    worker.once('exit', () => resolve())
  })
  return async () => {
    worker.ref()
    await begun
    await worker.terminate()
  }
}
