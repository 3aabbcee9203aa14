import { launchBrowser } from '#test/support/browser.ts'
import { demoHome, startServer, temporaryHome } from '#test/support/server.ts'
import { runWall, type Sample } from './run-wall.ts'
import { slopeOf } from './slope.ts'

/** `npm run test:soak`: a wall for what would be months, in some 20 minutes. SOAK_SCENES=500 does a part of it. */
const scenes = Number(process.env['SOAK_SCENES'] ?? 5_000)
const part = scenes / 5_000
const home = await temporaryHome()
await demoHome(home.path)
const [browser, server] = await Promise.all([launchBrowser(), startServer({ home: home.path })])
try {
  console.log('scenes  updates  days  heap MB  nodes  listeners  contexts')
  const { samples, loads, faults, asOf, shouldBe } = await runWall(browser, server, {
    scenes,
    updates: Math.round(20_000 * part),
    rollovers: Math.max(3, Math.round(30 * part)),
    pace: 120,
    onSample: (sample) => console.log(lineOf(sample)),
  })
  // What the first third brings, such as every community’s tiles, is not growth.
  const heap = slopeOf(samples.slice(Math.ceil(samples.length / 3)).map((one) => [one.scenes, one.heapMb]))
  console.log(`heap: ${(heap * 1000).toFixed(3)} MB in 1,000 scenes · loaded ${loads} times · as of ${asOf}`)
  for (const fault of new Set(faults)) console.log(`fault: ${fault}`)
  const [first, last] = [samples[1], samples.at(-1)]
  const grows =
    first === undefined ||
    last === undefined ||
    last.nodes > first.nodes * 1.5 ||
    last.listeners > first.listeners * 1.5
  if (grows || heap * 1000 > 1 || loads !== 1 || asOf !== shouldBe) process.exitCode = 1
  console.log(process.exitCode === 1 ? 'It grows, or it fell.' : 'Flat.')
} finally {
  await browser.close()
  await server.stop()
  await home[Symbol.asyncDispose]()
}

function lineOf({ scenes, updates, rollovers, heapMb, nodes, listeners, contexts }: Sample): string {
  return [scenes, updates, rollovers, heapMb.toFixed(1), nodes, listeners, contexts]
    .map((value, i) => String(value).padStart([6, 7, 4, 7, 5, 9, 8][i] ?? 0))
    .join('  ')
}
