import { parseArgs } from 'node:util'
import { restoreBackup } from '../ledger/backup.ts'
import { Failure, homeFolder, withHome, type Command } from './command.ts'
import { progressLine } from './progress.ts'

export const restore: Command = {
  summary: 'Bring a backup back into an empty data folder',
  usage: `npm run mingcha -- restore FOLDER

  FOLDER   what \`backup\` wrote. It is verified first; MINGCHA_HOME must be missing or empty,
           so that a restore never overwrites anything.`,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
    const [source] = positionals
    if (source === undefined || positionals.length > 1) throw new Failure('restore takes one folder.', 2)
    const line = progressLine()
    const head = await restoreBackup(source, homeFolder(), (done, total) =>
      line.show('Copying bytes', done, total),
    )
    line.clear()
    return withHome(async ({ warehouse }) => {
      console.log(
        `Restored ${head.seq} entries into ${homeFolder()}; the projection stands at entry ${warehouse.state.seq}.`,
      )
      return Promise.resolve(0)
    })
  },
}
