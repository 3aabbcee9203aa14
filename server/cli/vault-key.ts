import { readConfig } from '../config.ts'
import { readKey } from '../vault/key.ts'
import type { Command } from './command.ts'

export const vaultKey: Command = {
  summary: 'Print the key that plans are encrypted with, to be kept somewhere safe',
  usage: `npm run mingcha -- vault-key

Prints 64 hexadecimal digits once, on this terminal, and makes the key where there is none. Keep them where the data
folder’s backups are not: with both, the list of a plan that has not opened can be read; without the key, plans that
are not closed out are lost. The file is MINGCHA_VAULT_KEY, by default beside the data folder.`,
  async run() {
    const { vaultKey: path } = readConfig(process.env)
    const { bytes, isNew } = await readKey(path)
    console.log(bytes.toString('hex'))
    console.error(`${isNew ? 'Made' : 'Read from'} ${path}`)
    return 0
  },
}
