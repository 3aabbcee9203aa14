import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Mapping } from '#data/contract/mapping.ts'
import { readSavedText } from '../imports/saved.ts'
import { importFile } from '../ingest/import.ts'
import { parseMapping, readMapping } from '../ingest/mapping.ts'
import type { Home } from '../home.ts'
import type { ImportReport } from '../ingest/report.ts'
import { Failure, homeFolder, interruptible, withHome, type Command } from './command.ts'
import { progressLine } from './progress.ts'

const shown = 5

export const importCommand: Command = {
  summary: 'Bring a CSV, Excel or GeoJSON file in through a mapping; one entry, which can be undone whole',
  usage: `npm run mingcha -- import FILE --mapping MAPPING [--dry-run] [--rejects REJECTS.csv]

  FILE              .csv or .geojson, also compressed with gzip, or .xlsx
  --mapping FILE    how its records become rows; docs/mapping.md is the reference, data/mappings/ has examples
  --mapping NAME    one that was saved on the page Data
  --dry-run         do everything but keep it
  --rejects FILE    write what was not taken as CSV: line, field, code, reason, value

Bring areas first, then sites, then visits and issues. The same file twice changes nothing; a corrected row
replaces the one of the same key. Exit code 3: imported, but some records were rejected.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        rejects: { type: 'string' },
      },
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new Failure('import takes one file.', 2)
    if (values.mapping === undefined) throw new Failure('import needs --mapping FILE.', 2)
    const mapping = await mappingAt(values.mapping)
    const mappingName = basename(values.mapping)
    return withHome(async (home) => {
      const line = progressLine()
      const report = await importFile(home, {
        file,
        mapping,
        mappingName,
        now: new Date(),
        dryRun: values['dry-run'],
        signal: interruptible(),
        onProgress: ({ phase, done, total }) => line.show(`${basename(file)}: ${phase}`, done, total),
      }).finally(() => line.clear())
      if (values.rejects !== undefined) await report.rejects.writeTo(values.rejects)
      print(report, values.rejects)
      if (report.outcome === 'stored' && placesSites(report)) await tellUnlocated(home)
      return report.rejects.total > 0 ? 3 : 0
    })
  },
}

/** A mapping in a file, else one that was saved under this name. */
async function mappingAt(pathOrName: string): Promise<Mapping> {
  const saved = existsSync(pathOrName) ? null : await readSavedText(homeFolder(), pathOrName)
  return saved === null ? readMapping(pathOrName) : parseMapping(saved, pathOrName)
}

/** Sites lie where areas are: either may change which sites lie in none. */
function placesSites({ counts: { tables } }: ImportReport): boolean {
  return tables.site !== undefined || tables.area !== undefined
}

async function tellUnlocated({ warehouse }: Home): Promise<void> {
  const lost = await warehouse.sites({ located: false })
  if (lost.length === 0) return
  const nowhere = lost.filter(({ lon, lat }) => lon === null || lat === null).length
  console.log(
    `Of ${warehouse.state.counts.sites} sites in all, ${lost.length} lie in no cell: ${nowhere} without a position, ${lost.length - nowhere} outside every cell.`,
  )
  console.log('To list them: npm run mingcha -- export site FILE --unlocated')
}

function print(
  { message, merged, held, rejects, seq, outcome }: ImportReport,
  kept: string | undefined,
): void {
  console.log(message)
  for (const [table, rows] of Object.entries(merged))
    if (rows !== undefined && rows > 0)
      console.log(`  ${table}: ${rows} repeated; the last of each key stands`)
  if (outcome !== 'already')
    for (const [table, rows] of Object.entries(held))
      if (rows !== undefined && rows > 0)
        console.log(`  ${table}: ${rows} held already by an earlier import of this file`)
  if (rejects.total > 0) {
    console.log(`Not taken (${rejects.byCode.map(({ code, count }) => `${count} ${code}`).join(', ')}):`)
    for (const { line, field, reason } of rejects.sample.slice(0, shown))
      console.log(`  line ${line}${field === null ? '' : `, ${field}`}: ${reason}`)
    if (rejects.total > shown) console.log(`  … and ${rejects.total - shown} more`)
    console.log(kept === undefined ? 'Give --rejects FILE for all of them.' : `All of them are in ${kept}.`)
  }
  if (outcome === 'stored') console.log(`To take it back: npm run mingcha -- undo ${seq}`)
}
