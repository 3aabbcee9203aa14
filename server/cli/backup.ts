import { parseArgs } from 'node:util'
import { backUp } from '../ledger/backup.ts'
import { Failure, homeFolder, type Command } from './command.ts'
import { progressLine } from './progress.ts'

export const backup: Command = {
  summary: 'Copy the ledger, which is everything, into a folder of its own and check the copy',
  usage: `npm run mingcha -- backup FOLDER

  FOLDER   must not exist yet, or be empty; on another disk, if you can

The projection is left out: it is rebuilt from the ledger. A running server may go on; what it acknowledges
after the backup began is not in it. Keep the printed head: \`verify --head\` proves later that nothing before
it was rewritten.`,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
    const [target] = positionals
    if (target === undefined || positionals.length > 1) throw new Failure('backup takes one folder.', 2)
    const line = progressLine()
    const head = await backUp(homeFolder(), target, (done, total) => line.show('Copying bytes', done, total))
    line.clear()
    console.log(`Backed up to ${target}: ${head.seq} entries, head ${head.hash}.`)
    return 0
  },
}
