import { get, type IncomingMessage } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { describe, expect, it } from 'vitest'
import { createMetrics } from '#server/http/metrics.ts'
import { createFeed, type LiveEvent } from '#server/live/feed.ts'
import { localDay } from '#server/live/today.ts'

const at = (today: string): LiveEvent => ({
  event: 'heartbeat',
  data: { today, at: '2026-01-01T00:00:00.000Z' },
})

async function readText(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const { value } = await reader.read()
  return new TextDecoder().decode(value)
}

describe('the live feed', () => {
  it('begins with where things stand and goes on with what happens, for every reader', async () => {
    const feed = createFeed(createMetrics(false))
    const readers = [feed.open(at('first')).getReader(), feed.open(at('first')).getReader()]
    feed.send(at('second'))
    for (const reader of readers) {
      expect(await readText(reader)).toMatch(/^retry: \d+\n\n$/)
      expect(await readText(reader)).toMatch(/^event: heartbeat\ndata: \{"today":"first".*\}\n\n$/)
      expect(await readText(reader)).toContain('second')
    }
  })

  it('forgets a reader that went away', async () => {
    const feed = createFeed(createMetrics(false))
    const reader = feed.open(at('first')).getReader()
    expect(feed.screens).toBe(1)
    await reader.cancel()
    expect(feed.screens).toBe(0)
    feed.send(at('nobody is hurt'))
  })

  it('drops a reader that does not read, and the others miss nothing', async () => {
    const feed = createFeed(createMetrics(false))
    const slow = feed.open(at('first')).getReader()
    const quick = feed.open(at('first')).getReader()
    await quick.read()
    await quick.read()
    let sent = 0
    for (; feed.screens === 2 && sent < 10_000; sent++) {
      feed.send(at(`event ${sent}`))
      expect(await readText(quick)).toContain(`event ${sent}`)
    }
    expect(sent).toBeGreaterThan(100)
    expect(feed.screens).toBe(1)
    await expect(slow.read()).rejects.toThrow(/not read/)
  })

  it('drops a connection that stops reading, not the one beside it', async () => {
    const metrics = createMetrics(false)
    const feed = createFeed(metrics)
    const http = createAdaptorServer({ fetch: () => new Response(feed.open(at('first'))) })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const address = http.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const connect = () =>
      new Promise<IncomingMessage>((resolve, reject) =>
        get({ port, host: '127.0.0.1' }, resolve).on('error', reject),
      )
    const [stuck, reading] = [await connect(), await connect()]
    stuck.on('error', () => null)
    let heard = 0
    reading.on('data', (bytes: Buffer) => (heard += bytes.length))
    const long = at('x'.repeat(20_000))
    while (feed.screens === 2) {
      feed.send(long)
      await setImmediate()
    }
    expect(await metrics.registry.getSingleMetricAsString('mingcha_live_dropped_total')).toMatch(/total 1$/)
    const before = heard
    feed.send(at('after'))
    await expect.poll(() => heard).toBeGreaterThan(before)
    expect(feed.screens).toBe(1)
    stuck.destroy()
    feed.close()
    await new Promise<void>((resolve) => http.close(() => resolve()))
  })

  it('ends with the server', async () => {
    const feed = createFeed(createMetrics(false))
    const reader = feed.open(at('first')).getReader()
    feed.close()
    await reader.read()
    await reader.read()
    expect((await reader.read()).done).toBe(true)
  })
})

describe('today', () => {
  it('is the day of the district’s zone, also where the clock goes back', () => {
    const instant = new Date('2026-11-22T16:30:00Z')
    expect(localDay('Asia/Shanghai', instant)).toBe('2026-11-23')
    expect(localDay('America/Chicago', instant)).toBe('2026-11-22')
    expect(localDay('America/Chicago', new Date('2014-11-02T06:30:00Z'))).toBe('2014-11-02')
  })
})
