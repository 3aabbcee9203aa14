import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { verifyLedger } from '../ledger/ledger.ts'
import { homeFolder, type Command } from './command.ts'
import { progressLine } from './progress.ts'

export const verify: Command = {
  summary: 'Check the ledger: every link of its chain and every segment',
  usage: `npm run mingcha -- verify [--head HASH]

  --head HASH   also check that this head, as printed on a receipt or bulletin, is part of the chain:
                a ledger rewritten from some point on verifies in itself but does not hold its old heads

Only reads; a running server may go on.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { head: { type: 'string' } } })
    const line = progressLine()
    const result = await verifyLedger(join(homeFolder(), 'ledger'), {
      ...(values.head === undefined ? {} : { head: values.head }),
      onProgress: (seq) => line.show('Checked entries', seq, 0),
    })
    line.clear()
    console.log(JSON.stringify(result))
    return 0
  },
}
