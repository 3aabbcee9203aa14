import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { endingOf } from '#server/ending.ts'

/** What happens to a worker with this code that is ended at once. */
async function endedAtOnce(code: string): Promise<string[]> {
  const worker = new Worker(code, { eval: true })
  const happened: string[] = []
  worker.on('message', (said: string) => happened.push(said))
  worker.on('error', () => happened.push('error'))
  worker.on('exit', () => happened.push('exit'))
  await endingOf(worker)()
  return happened
}
const begins = "require('node:worker_threads').parentPort.postMessage('begun');"

it('a worker is ended, but not before it has begun', async () => {
  expect(await endedAtOnce(`setTimeout(() => { ${begins} setInterval(() => {}, 9) }, 100)`)).toEqual([
    'begun',
    'exit',
  ])
})

it('one that never begins is not waited for longer than it lives', async () => {
  expect(await endedAtOnce("throw new Error('a module is missing')")).toEqual(['error', 'exit'])
})
