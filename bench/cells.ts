import { mkdtemp, rm, stat } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { View } from '#data/contract/questions.ts'
import type { Row } from '#data/contract/tables.ts'
import { openHome, type Home } from '#server/home.ts'
import { generateDistrict } from './district.ts'
import { lastDay, scales, type Scale } from './scales.ts'
import { measure, type Figure } from './measure.ts'
import { openNatural } from './natural.ts'

/** `npm run bench -- --scale S|M`: generates a district, asks the cell question at random days and filters, prints figures. */
const { values } = parseArgs({
  options: { scale: { type: 'string', default: 'S' }, runs: { type: 'string', default: '30' } },
})
const scale: Scale = values.scale === 'M' ? 'M' : 'S'
const runs = Number(values.runs)
/** A year; of a large city a quarter, more than a screen asks for. */
const playedDays = scale === 'S' ? 366 : 91
const folder = await mkdtemp(join(tmpdir(), `mingcha-bench-${scale}-`))
try {
  await bench(folder)
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function bench(folder: string): Promise<void> {
  const figures: Figure[] = []
  const load = process.cpuUsage()
  let home = await openHome(folder)
  figures.push(await measure('generate, import and project', 1, () => generateDistrict(home, scale)))
  figures.push(await measure('rebuild the projection', 1, () => home.warehouse.rebuild()))
  const view = views()
  figures.push(
    await measure('all cells: coverage', runs, () =>
      home.warehouse.ask('coverage', { view: view(), level: 'cell' }),
    ),
  )
  figures.push(
    await measure('all cells: density', runs, () =>
      home.warehouse.ask('density', { view: view(), level: 'cell' }),
    ),
  )
  figures.push(...(await againstNatural(home, runs)))
  figures.push(await measure('all sites', runs, () => home.warehouse.ask('sites', { view: view() })))
  figures.push(
    await measure(`playback of ${playedDays} days`, Math.max(3, runs / 6), () =>
      home.warehouse.ask('playback', {
        view: view(),
        level: 'cell',
        days: playedDays,
        knownEachDay: false,
      }),
    ),
  )
  figures.push(
    await measure('series of 91 days', runs, () =>
      home.warehouse.ask('series', { view: view(), days: 91, areaId: null }),
    ),
  )
  let posted = 0
  figures.push(
    await measure('one posted visit, from append to projection', scale === 'S' ? 20 : 5, () =>
      home.commit({ kind: 'rows', body: { rows: { visit: [visit(posted++)] } } }),
    ),
  )
  await home.close()
  const database = await stat(join(folder, 'warehouse/projection.duckdb'))
  figures.push(
    await measure('start with the projection present', 1, async () => {
      home = await openHome(folder)
    }),
  )
  await home.close()
  print(figures, database.size, process.cpuUsage(load))
}

/** The same answer from the plain query one would write first, in the same run, turn by turn. */
async function againstNatural(home: Home, times: number): Promise<Figure[]> {
  const ours: number[] = []
  const theirs: number[] = []
  const view = views()
  const natural = await openNatural(home)
  for (let i = 0; i < times; i++) {
    const asked = view()
    const start = performance.now()
    await home.warehouse.ask('coverage', { view: asked, level: 'cell' })
    const middle = performance.now()
    await natural(asked)
    ours.push(middle - start)
    theirs.push(performance.now() - middle)
  }
  return [
    { name: 'coverage, in turn with the natural query', times: ours },
    { name: 'natural query (window function) on the same DuckDB', times: theirs },
  ]
}

/** Different questions every time, so that nothing is answered from a cache; the same sequence every run. */
function views(): () => View {
  let n = 0
  return () => {
    n += 1
    const day = new Date(Date.parse(lastDay) - ((n * 37) % Math.floor(scales[scale].days / 2)) * 86_400_000)
    return {
      asOf: day.toISOString().slice(0, 10),
      knownAt: null,
      windowDays: [7, 30, 90][n % 3] ?? 30,
      kinds: n % 4 === 0 ? ['market', 'school', 'enterprise'] : null,
      sectors: null,
      modes: n % 5 === 0 ? ['on-site'] : null,
      severities: n % 6 === 0 ? [3, 4] : null,
    }
  }
}

function visit(n: number): Row<'visit'> {
  return {
    visit_id: `posted-${n}`,
    site_id: `site-${String(1 + n * 17).padStart(8, '0')}`,
    visited_at: `${lastDay}T03:00:00.000Z`,
    recorded_at: null,
    mode: 'on-site',
    unannounced: true,
    team_id: 'team-1',
    batch_id: null,
    people: 2,
    minutes: 30,
    result: 'pass',
    purpose: 'routine',
    plan_id: null,
    departments: null,
  }
}

function print(figures: Figure[], databaseBytes: number, used: NodeJS.CpuUsage): void {
  const { cells, sites, visits, issues } = scales[scale]
  console.log(
    `# Scale ${scale}: ${[cells, sites, visits, issues].map((n) => n.toLocaleString('en')).join(' / ')} cells / sites / visits / issues`,
  )
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
  )
  console.log('| what | runs | median ms | 95 % ms | worst ms |\n|---|---:|---:|---:|---:|')
  for (const { name, times } of figures) {
    const sorted = times.toSorted((a, b) => a - b)
    const at = (share: number) =>
      (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1)
    console.log(`| ${name} | ${times.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`)
  }
  const [ours, natural] = [
    'coverage, in turn with the natural query',
    'natural query (window function) on the same DuckDB',
  ].map((name) => figures.find((figure) => figure.name === name)?.times.toSorted((a, b) => a - b) ?? [])
  const ratio = (natural?.[Math.floor(natural.length / 2)] ?? 0) / (ours?.[Math.floor(ours.length / 2)] ?? 1)
  console.log(`\nNatural query / ours, medians: ${ratio.toFixed(1)}`)
  console.log(
    `Projection ${(databaseBytes / 2 ** 20).toFixed(0)} MiB, peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB, CPU ${((used.user + used.system) / 1e6).toFixed(1)} s`,
  )
}
