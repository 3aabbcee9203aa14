import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { day } from '#data/contract/queries.ts'
import { riskBySite } from '../plans/freeze.ts'
import { Failure, withReading, type Command } from './command.ts'

export const score: Command = {
  summary: 'Write how risky each site visited within some days looked before them, for others to judge',
  usage: `npm run mingcha -- score --from DATE --to DATE [FILE]

Writes visit_id,score (CSV) for the first visit of each site within the days, in their order; to the standard output
where no FILE is named. The score is the risk that the planner draws by, from what happened before --from alone. Who
made the visit is no part of it.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { from: { type: 'string' }, to: { type: 'string' } },
    })
    const from = day.safeParse(values.from)
    const to = day.safeParse(values.to)
    if (!from.success || !to.success || positionals.length > 1 || from.data > to.data)
      throw new Failure('Say --from and --to as YYYY-MM-DD, the first not after the second.', 2)
    return withReading(async ({ warehouse }) => {
      const { sites, history } = await warehouse.planFacts(from.data)
      const risk = riskBySite(sites, history)
      const bySite = new Map(sites.map(({ siteId }, index) => [siteId, risk.risk[index] ?? 0]))
      const visits = await warehouse.firstVisits(from.data, to.data)
      const lines = visits.map(({ visitId, siteId }) => `${quoted(visitId)},${bySite.get(siteId) ?? ''}`)
      const text = ['visit_id,score', ...lines, ''].join('\n')
      const [file] = positionals
      if (file === undefined) process.stdout.write(text)
      else await writeFile(file, text)
      console.error(`${visits.length} visits scored from what happened before ${from.data}.`)
      return 0
    })
  },
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
