import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome } from '#test/support/server.ts'
import { acts, findCells, perform, settled, type Act } from './screen/acts.ts'
import { installWatcher, type Seen } from './screen/watch.ts'

/**
 * `npm run bench:screen`: from an input to its pixels, in a real browser on the built server, with the demo district
 * or (`-- --home FOLDER`) another one. `-- --runs 30 --only hover --query columns=3d&measure=density`.
 */
const { values } = parseArgs({
  options: {
    home: { type: 'string' },
    runs: { type: 'string', default: '30' },
    only: { type: 'string', default: '' },
    query: { type: 'string', default: '' },
  },
})
const runs = Number(values.runs)

await using folder = await temporaryHome()
const server = await startServer({ home: values.home ?? folder.path })
const browser = await launchBrowser()
try {
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Chromium ${browser.version()}, 1440 × 900\n`)
  console.log(
    '| what | runs | median ms | 95 % ms | of the median: page | answer (server) | drawing | frames |',
  )
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|')
  for (const act of acts) if (act.name.includes(values.only)) await measure(act)
} finally {
  await browser.close()
  await server.stop()
}

async function measure(act: Act): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  // tsx names functions by a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(installWatcher)
  const query = ['theme=dark&lang=zh-CN', act.query, values.query].filter((part) => part !== '').join('&')
  await page.goto(`${server.url}/?${query}`)
  await page.locator('[data-map="ready"]').waitFor({ timeout: 60_000 })
  await settled(page)
  const cells = await findCells(page)
  const seen: Seen[] = []
  let missed = 0
  for (let n = 0; n < runs + 2; n++) {
    const one = await perform(page, act, n, cells)
    if (n < 2) continue
    if (one === null) missed++
    else seen.push(one)
  }
  await page.close()
  print(act.name, seen)
  const tips = seen.flatMap(({ elementAt, inputAt }) => (elementAt === null ? [] : [elementAt - inputAt]))
  if (tips.length > 0)
    console.log(`| hover: tip in the document | ${tips.length} | ${spread(tips)} | | | | |`)
  if (missed > 0) console.log(`| ↳ nothing seen | ${missed} | | | | | | |`)
}

function print(name: string, seen: readonly Seen[]): void {
  const of = (value: (one: Seen) => number) => median(seen.map(value)).toFixed(1)
  const drawing = (one: Seen) => one.shownAt - one.scriptedAt
  const total = (one: Seen) => one.shownAt - one.inputAt
  const rest = of((one) => total(one) - drawing(one) - one.askedMs)
  const answer = `${of((one) => one.askedMs)} (${of((one) => one.serverMs)})`
  console.log(
    `| ${name} | ${seen.length} | ${spread(seen.map(total))} | ${rest} | ${answer} | ${of(drawing)} | ${of((one) => one.frames)} |`,
  )
}

/** "median | 95 %". */
function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const late = sorted[Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length))] ?? 0
  return `${median(times).toFixed(1)} | ${late.toFixed(1)}`
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
