import { parseArgs } from 'node:util'
import { Failure, withHome, withReading, type Command } from './command.ts'

export const undo: Command = {
  summary: 'Take back a whole import; what it had replaced comes back',
  usage: `npm run mingcha -- undo SEQ [--reason TEXT]
npm run mingcha -- undo --list

  SEQ             the import's entry number, as the import printed it and --list shows it
  --reason TEXT   kept in the ledger beside the undo
  --list          every import, newest first, and which of them are undone

An undo is an entry of its own: nothing is erased, and importing the file again brings the rows back.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { reason: { type: 'string', default: '' }, list: { type: 'boolean', default: false } },
    })
    if (values.list) return list()
    const seq = Number(positionals[0])
    if (positionals.length !== 1 || !Number.isInteger(seq) || seq < 1)
      throw new Failure('undo takes one entry number; `undo --list` shows them.', 2)
    return withHome(async (home) => {
      const before = home.warehouse.state.siteless
      const entry = await home.commit({ kind: 'undo', body: { seq, reason: values.reason } })
      console.log(`Entry ${seq} is undone by entry ${entry.seq}.`)
      const { visits, issues } = home.warehouse.state.siteless
      if (visits > before.visits || issues > before.issues)
        console.log(
          `${visits - before.visits} visits and ${issues - before.issues} issues are now without a site: ` +
            'nothing counts them until their sites are imported again.',
        )
      return 0
    })
  },
}

async function list(): Promise<number> {
  return withReading(async (home) => {
    const undone = new Map<number, number>()
    const lines: { seq: number; text: string }[] = []
    for await (const entry of home.ledger.read()) {
      if (entry.kind === 'undo') undone.set(entry.body.seq, entry.seq)
      if (entry.kind === 'import') {
        const { file, mapping, counts } = entry.body
        const stored = Object.entries(counts.tables).map(([table, count]) => `${count.stored} ${table}`)
        lines.push({
          seq: entry.seq,
          text: `${entry.at.slice(0, 16).replace('T', ' ')}  ${file.name} (${mapping.name}): ${stored.join(', ') || 'no rows'}${counts.rejected > 0 ? `, ${counts.rejected} rejected` : ''}`,
        })
      }
      if (entry.kind === 'rows') {
        const stored = Object.entries(entry.body.rows).map(([table, rows]) => `${rows.length} ${table}`)
        lines.push({
          seq: entry.seq,
          text: `${entry.at.slice(0, 16).replace('T', ' ')}  posted: ${stored.join(', ')}`,
        })
      }
    }
    if (lines.length === 0) console.log('Nothing has been imported yet.')
    for (const { seq, text } of lines.toReversed()) {
      const by = undone.get(seq)
      console.log(`${String(seq).padStart(6)}  ${text}${by === undefined ? '' : `  [undone by ${by}]`}`)
    }
    return 0
  })
}
