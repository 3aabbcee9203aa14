import { get, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { retryDelayMs } from '#client/api/feed.ts'
import { demoHome, startServer, temporaryHome } from '#test/support/server.ts'

const walls = 200

/** A screen that listens and comes back as the client does: after retryDelayMs of its own chance. */
function screen(url: string, chance: () => number, signal: AbortSignal) {
  const heard: number[] = []
  let attempt = 0
  const connect = () => {
    if (signal.aborted) return
    const asked = get(`${url}/api/live`, { agent: false, signal }, (answer: IncomingMessage) => {
      if (answer.statusCode !== 200) return void answer.resume().on('end', lost)
      let isFirst = true
      answer.on('data', () => {
        if (isFirst) heard.push(Date.now())
        isFirst = false
        attempt = 0
      })
      answer.on('error', () => null)
      answer.on('close', lost)
    })
    asked.on('error', lost)
  }
  let waiting = false
  const lost = () => {
    if (waiting || signal.aborted) return
    waiting = true
    setTimeout(
      () => {
        waiting = false
        connect()
      },
      retryDelayMs(attempt++, chance()),
    )
  }
  connect()
  return heard
}

test('after a restart 200 screens are all back within 10 s, and not in one moment', async () => {
  await using folder = await temporaryHome()
  await demoHome(folder.path)
  const server = await startServer({ home: folder.path })
  const stop = new AbortController()
  const screens = Array.from({ length: walls }, () => screen(server.url, Math.random, stop.signal))
  await expect.poll(() => screens.filter((heard) => heard.length === 1).length).toBe(walls)

  await server.kill()
  await pause(3_000)
  const again = await startServer({ home: folder.path, port: Number(new URL(server.url).port) })
  const up = Date.now()
  await expect
    .poll(() => screens.filter((heard) => heard.length === 2).length, { timeout: 20_000 })
    .toBe(walls)
  const back = screens.map(([, second = Infinity]) => second)
  expect(Math.max(...back) - up).toBeLessThanOrEqual(10_000)
  const perSecond = new Map<number, number>()
  for (const at of back) {
    const second = Math.floor((at - Math.min(...back)) / 500)
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
  }
  expect(Math.max(...perSecond.values())).toBeLessThan(walls * 0.6)
  stop.abort()
  await again.stop()
})
