import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { verifyAudit } from '../access/audit-survey.ts'
import { verifyLedger } from '../ledger/ledger.ts'
import { homeFolder, type Command } from './command.ts'
import { progressLine } from './progress.ts'

export const verify: Command = {
  summary: 'Check the ledger and the audit: every link of their chains and every segment',
  usage: `npm run mingcha -- verify [--head HASH] [--audit-head HASH]

  --head HASH   also check that this head, as printed on a receipt or bulletin, is part of the chain:
                a ledger rewritten from some point on verifies in itself but does not hold its old heads
  --audit-head HASH   the same for the audit

Only reads; a running server may go on. Exit code 1 when anything is damaged.`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { head: { type: 'string' }, 'audit-head': { type: 'string' } },
    })
    const line = progressLine()
    const result = await verifyLedger(join(homeFolder(), 'ledger'), {
      ...(values.head === undefined ? {} : { head: values.head }),
      onProgress: (seq) => line.show('Checked entries', seq, 0),
    })
    line.clear()
    const { head, segments, unfinished, asked, damage } = result
    console.log(`Good: ${head.seq} entries and ${segments} segments. Head ${head.hash}`)
    if (asked !== null) console.log(`The head you asked for is entry ${asked.seq}.`)
    if (unfinished !== null)
      console.log(
        `${unfinished.file} ends with ${unfinished.bytes} bytes of an unfinished line: a server is writing it, or a crash left it and the next start cuts it.`,
      )
    for (const { reason } of damage) console.error(`DAMAGED: ${reason}`)
    if (damage.length > 0)
      console.error('Restore the newest backup that verifies: npm run mingcha -- restore FOLDER')
    const isAuditWhole = await checkAudit(values['audit-head'])
    return result.ok && isAuditWhole ? 0 : 1
  },
}

async function checkAudit(wanted: string | undefined): Promise<boolean> {
  const audit = await verifyAudit(join(homeFolder(), 'audit'), wanted)
  if (audit === null) {
    if (wanted !== undefined) console.error('DAMAGED: there is no audit to look for the head in')
    return wanted === undefined
  }
  const { from, head, damage, asked } = audit
  console.log(`Audit good: entries ${from} to ${head.seq}. Head ${head.hash}`)
  if (asked !== null) console.log(`The audit’s head you asked for is entry ${asked}.`)
  if (damage !== null) console.error(`DAMAGED: ${damage}`)
  return damage === null
}
