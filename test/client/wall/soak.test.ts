import { expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { demoHome, startServer, temporaryHome } from '#test/support/server.ts'
import { runWall } from '#test/soak/run-wall.ts'

test('a wall holds no more after many scenes, commits, broken feeds and days than after a few, and is never loaded anew', async () => {
  await using folder = await temporaryHome()
  await demoHome(folder.path)
  const [browser, server] = await Promise.all([launchBrowser(), startServer({ home: folder.path })])
  try {
    const soaked = await runWall(browser, server, { scenes: 42, updates: 240, rollovers: 3, pace: 120 })
    const [first, last] = [soaked.samples[1], soaked.samples.at(-1)]
    if (first === undefined || last === undefined) throw new Error('nothing was measured')
    expect(soaked.loads).toBe(1)
    expect(soaked.faults).toEqual([])
    expect(last.scenes).toBeGreaterThanOrEqual(42)
    expect(last.contexts).toBe(1)
    expect(last.listeners).toBeLessThan(first.listeners + 60)
    expect(last.nodes).toBeLessThan(first.nodes + 600)
    expect(last.heapMb).toBeLessThan(first.heapMb + 6)
    expect(soaked.asOf).toBe(soaked.shouldBe)
  } finally {
    await browser.close()
    await server.stop()
  }
})
