import { parseArgs } from 'node:util'
import { openPeople } from '../access/people.ts'
import { makeSetup } from '../access/setup.ts'
import { Failure, homeFolder, type Command } from './command.ts'
import { join } from 'node:path'

export const setupLink: Command = {
  summary: 'Print a link that makes the first administrator, or lets one back in',
  usage: `npm run mingcha -- setup-link [--account NAME] [--at URL]

  --account  an administrator who lost their password or phone: the link sets a new password
  --at       where browsers reach the server; by default MINGCHA_ORIGIN, else http://127.0.0.1:8787

The link works once, within 30 minutes, and a newer one makes it void. What follows # in it is a secret: browsers do not
send it, no log holds it; do not put it into a message. A server may be at work.`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { account: { type: 'string' }, at: { type: 'string' } },
    })
    const home = homeFolder()
    const now = () => new Date()
    const people = await openPeople(join(home, 'access', 'people.json'), now)
    const account = values.account ?? null
    if (account === null && people.list().length > 0)
      throw new Failure('There are accounts already. Name the one to let back in: --account NAME')
    const person = account === null ? null : people.byAccount(account)
    if (account !== null && (person === null || !person.roles.includes('administrator')))
      throw new Failure(`There is no administrator “${account}”. Others are let back in by an administrator.`)
    const at = values.at ?? process.env['MINGCHA_ORIGIN'] ?? 'http://127.0.0.1:8787'
    const token = await makeSetup(home, account, now())
    console.log(`${new URL('/sign-in', at).href}#${account === null ? 'setup' : 'invite'}=${token}`)
    console.log('It works once, within 30 minutes.')
    return 0
  },
}
